package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.concurrent.CompletionStage;

/** The captured table of the benchmarks on real servers: {@code bench.changes}, of five columns. */
final class BenchTable {
  private final CqlSession session;
  private final PreparedStatement insert;

  private BenchTable(CqlSession session) {
    this.session = session;
    insert = session.prepare("INSERT INTO bench.changes (k, a, b, c, d) VALUES (?, ?, ?, ?, true)");
  }

  /** Creates it, with the trigger, on a node that has the trigger's jar. */
  static BenchTable create(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
    session.execute(
        "CREATE TABLE bench.changes (k text PRIMARY KEY, a text, b int, c bigint, d boolean)");
    session.execute(
        "CREATE TRIGGER sluice ON bench.changes USING 'io.sluice.trigger.CaptureTrigger'");
    return new BenchTable(session);
  }

  /** Writes the row with a number, which is its key. */
  CompletionStage<AsyncResultSet> write(int number) {
    return session.executeAsync(
        insert.bind(Integer.toString(number), "a line of some length", number, (long) number));
  }
}
