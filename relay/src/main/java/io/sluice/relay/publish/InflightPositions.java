package io.sluice.relay.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is not acknowledged yet, in the order of the journal, and how far the contiguous
 * acknowledged prefix reaches. Acknowledgements come in any order; {@link #acknowledged} only ever
 * passes a delivery when that and all before it are settled, so a record that failed is never left
 * behind.
 *
 * <p>For one thread.
 */
final class InflightPositions {
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private long acknowledged;
  private long bytes;

  /**
   * Nothing under way.
   *
   * @param acknowledged everything before this position is done with
   */
  InflightPositions(long acknowledged) {
    this.acknowledged = acknowledged;
  }

  void add(Delivery delivery) {
    deliveries.addLast(delivery);
    bytes += delivery.bytes;
  }

  /** What stands before {@code end}, and behind all deliveries so far, needs no delivery. */
  void pass(long end) {
    if (deliveries.isEmpty()) {
      acknowledged = end;
    } else {
      deliveries.getLast().extendTo(end);
    }
  }

  void settle(Delivery delivery) {
    delivery.setSettled(true);
    while (!deliveries.isEmpty() && deliveries.getFirst().isSettled()) {
      Delivery first = deliveries.removeFirst();
      bytes -= first.bytes;
      acknowledged = first.end();
    }
  }

  /**
   * What to send again when all that was under way is lost, in order: whatever is not settled, and
   * what was acknowledged behind it on the same topic, so that the last record of a key is the last
   * change of its row again. From now on none of them is settled.
   */
  List<Delivery> unsettleForResend() {
    List<Delivery> again = new ArrayList<>();
    Set<String> topics = new HashSet<>();
    for (Delivery delivery : deliveries) {
      if (!delivery.isSettled()) {
        topics.add(delivery.record.topic());
      }
      if (topics.contains(delivery.record.topic())) {
        delivery.setSettled(false);
        again.add(delivery);
      }
    }
    return again;
  }

  /** Position up to which everything is settled. */
  long acknowledged() {
    return acknowledged;
  }

  /** Deliveries that hold the position back, and those behind them. */
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
