package io.sluice.tests;

import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.HashMap;
import java.util.Map;

/**
 * What is to be said of a change beside what it does to a table.
 *
 * @param table Cassandra's own description of it
 * @param cluster the name of the node's cluster
 * @param source the node, as headers have it
 * @param writetime in microseconds, the newest
 * @param conditional whether a conditional statement made it
 */
record Origin(
    TableDescription table, String cluster, String source, long writetime, boolean conditional) {

  static Origin of(Servers servers, Table table, long writetime, boolean conditional) {
    return new Origin(
        TableDescription.of(table),
        servers.cluster().name(),
        servers.cluster().source(),
        writetime,
        conditional);
  }

  /** The same for another change of the table. */
  Origin at(long micros) {
    return new Origin(table, cluster, source, micros, conditional);
  }

  /** The headers that every record has. */
  Map<String, String> headers(String operation, Event event) {
    Map<String, String> headers = new HashMap<>();
    headers.put("keyspace", table.keyspace());
    headers.put("table", table.name());
    headers.put("operation", operation);
    headers.put("writetime", Long.toString(writetime));
    headers.put("change_id", event.changeId());
    headers.put("source", source);
    if (conditional) {
      headers.put("writetime_kind", "proposed");
    }
    return headers;
  }
}
