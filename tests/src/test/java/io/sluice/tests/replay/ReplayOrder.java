package io.sluice.tests.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongUnaryOperator;

/**
 * What is newer: of each {@code writetime} in a change an {@code order} beside it, the greater the
 * newer. It is the writetime itself, but where all writes are conditional. Those come in the order
 * in which Paxos agreed on them, and a proposed writetime, of which a consumer may not think that
 * it is older or newer than a stored one, says only what is older within its change.
 */
final class ReplayOrder {
  /** More than writetimes within one change are apart. */
  private static final long APART = 1_000;

  private final boolean conditional;
  private long arrived;

  ReplayOrder(boolean conditional) {
    this.conditional = conditional;
  }

  /** Adds it to the next change. */
  void addTo(JsonNode change) {
    long newest = change.required("writetime").asLong();
    long arrival = ++arrived * APART;
    add(change, conditional ? writetime -> arrival + writetime - newest : writetime -> writetime);
  }

  private static void add(JsonNode node, LongUnaryOperator order) {
    if (node instanceof ObjectNode object && object.path("writetime").isNumber()) {
      object.put("order", order.applyAsLong(object.get("writetime").asLong()));
    }
    node.forEach(child -> add(child, order));
  }
}
