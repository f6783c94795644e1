package io.sluice.relay.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Everything that is not acknowledged yet, in the order in which it was taken on. Acknowledgements
 * come in any order; a delivery only leaves when that and all before it are settled, so a record
 * that failed is never left behind. With the last of a frame its position is delivered.
 *
 * <p>For one thread.
 */
final class InflightPositions {
  private final LongConsumer delivered;
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private long bytes;

  /**
   * Nothing under way.
   *
   * @param delivered told of each position
   */
  InflightPositions(LongConsumer delivered) {
    this.delivered = delivered;
  }

  void add(Delivery delivery) {
    deliveries.addLast(delivery);
    bytes += delivery.bytes;
  }

  /** No more deliveries come from the frame at {@code position}, if there were any. */
  void endFrame(long position) {
    Delivery last = deliveries.peekLast();
    if (last != null && last.position == position) {
      last.setLast();
    } else {
      delivered.accept(position);
    }
  }

  void acknowledged(Delivery delivery) {
    delivery.setAcknowledged(true);
    passSettled();
  }

  void setAside(Delivery delivery) {
    delivery.setAside();
    passSettled();
  }

  private void passSettled() {
    while (!deliveries.isEmpty() && deliveries.getFirst().isSettled()) {
      Delivery first = deliveries.removeFirst();
      bytes -= first.bytes;
      if (first.isLast()) {
        delivered.accept(first.position);
      }
    }
  }

  /**
   * What to send again when all that was under way is lost, in order: whatever is not settled, and
   * what was acknowledged behind it on the same topic, so that the last record of a key is the last
   * change of its row again. From now on none of them is acknowledged. What was set aside stays so:
   * a broker that refuses one record refuses all of its batch, and would do so again.
   */
  List<Delivery> unsettleForResend() {
    List<Delivery> again = new ArrayList<>();
    Set<String> topics = new HashSet<>();
    for (Delivery delivery : deliveries) {
      if (!delivery.isSettled()) {
        topics.add(delivery.record.topic());
      }
      if (topics.contains(delivery.record.topic()) && !delivery.isSetAside()) {
        delivery.setAcknowledged(false);
        again.add(delivery);
      }
    }
    return again;
  }

  /** Deliveries that are not settled, and those behind them. */
  int size() {
    return deliveries.size();
  }

  /** What {@link #size} deliveries take in memory, roughly. */
  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return deliveries.isEmpty();
  }
}
