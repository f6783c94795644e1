package io.sluice.relay.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Kafka refuses of a transaction. It becomes dead letters just before the others are
 * committed, and counts against its topics when they are: a transaction that comes to nothing is
 * tried again as a whole.
 *
 * <p>For one thread.
 */
final class PendingDeadLetters {
  private final DeadLetters deadLetters;
  private final List<Refusal> refusals = new ArrayList<>();

  /** Refusals since a record was accepted, of topics of which that changed. */
  private final Map<String, Integer> inARow = new HashMap<>();

  private record Refusal(Delivery delivery, Exception reason) {}

  PendingDeadLetters(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** Kafka has taken a record, for the first time: its topic does not refuse all. */
  void accepted(Delivery delivery) {
    inARow.put(delivery.record.topic(), 0);
  }

  /** Takes a record that Kafka refuses. */
  void add(Delivery delivery, Exception reason) {
    String topic = delivery.record.topic();
    inARow.put(topic, inARow.computeIfAbsent(topic, deadLetters::refusedInARow) + 1);
    refusals.add(new Refusal(delivery, reason));
  }

  /** Whether a topic has refused more records in a row than may be their own fault. */
  boolean areTooMany(String topic) {
    return deadLetters.areTooMany(inARow.getOrDefault(topic, 0));
  }

  /** None of these, nor any other of the topic, becomes a dead letter. */
  DestinationHaltedException halt(String topic, Exception reason) {
    return deadLetters.halt(topic, reason);
  }

  /** How many there are. */
  int size() {
    return refusals.size();
  }

  /**
   * Makes them dead letters.
   *
   * @throws IOException if one is not safely on disk
   */
  void store() throws IOException {
    for (Refusal refusal : refusals) {
      Delivery delivery = refusal.delivery;
      deadLetters.keep(delivery.record, delivery.position, refusal.reason);
    }
    refusals.clear();
  }

  /** What they were with is committed. */
  void committed() {
    inARow.forEach(deadLetters::setRefusedInARow);
    inARow.clear();
  }
}
