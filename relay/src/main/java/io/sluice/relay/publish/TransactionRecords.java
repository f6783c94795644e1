package io.sluice.relay.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The records of a transaction, kept until they are committed. What Kafka undoes is attempted again
 * with those that it did not refuse. For one thread.
 */
final class TransactionRecords {
  private final TransactionSize size;
  private final List<Delivery> deliveries = new ArrayList<>();
  private long bytes; // also of what was refused
  private int refused;
  private int attempt;
  private int acknowledged; // of the attempt, by now
  private boolean least; // of the least size, from its beginning

  TransactionRecords(TransactionSize size) {
    this.size = size;
  }

  void add(Delivery delivery) {
    if (deliveries.isEmpty()) {
      least = size.isLeast();
    }
    deliveries.add(delivery);
    bytes += delivery.bytes;
  }

  boolean isFull() {
    return !size.hasRoom(deliveries.size() + refused, bytes);
  }

  /** How many there are, without those that were refused. */
  int count() {
    return deliveries.size();
  }

  /** In their order. */
  void forEach(Consumer<Delivery> action) {
    deliveries.forEach(action);
  }

  /** Tells answers to this attempt from late ones to those before. */
  int attempt() {
    return attempt;
  }

  /** All are sent anew: what was answered so far is void. */
  void attemptAgain() {
    attempt++;
    acknowledged = 0;
  }

  /**
   * Kafka has one, of this attempt.
   *
   * @return whether it is for the first time: one that is sent again says nothing new of its topic
   */
  boolean acknowledge(Delivery delivery) {
    acknowledged++;
    boolean first = !delivery.isSettled();
    delivery.setAcknowledged(true);
    return first;
  }

  boolean areAllAcknowledged() {
    return acknowledged == deliveries.size();
  }

  /** One is no part of it any more; the transactions after it have fewer. */
  void refuse(Delivery delivery) {
    deliveries.remove(delivery);
    refused++;
    size.refused();
  }

  /**
   * Of a batch with several records that it refuses Kafka names one, and fails the others with it,
   * good or bad: these are yet to be judged.
   */
  boolean areAllJudged(String topic) {
    return deliveries.stream()
        .allMatch(delivery -> delivery.isSettled() || !delivery.record.topic().equals(topic));
  }

  /**
   * Has the next transactions be of one frame each.
   *
   * @return false if this one is already
   */
  boolean shrinkToLeast() {
    size.shrinkToLeast();
    return !least;
  }

  /** All are in Kafka for good. A position without records tells nothing of the next ones. */
  void commit() {
    if (!deliveries.isEmpty()) {
      size.committed();
    }
    deliveries.clear();
    bytes = 0;
    refused = 0;
  }
}
