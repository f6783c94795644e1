package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.concurrent.CompletionStage;

/**
 * A table of the benchmarks on real servers, of five columns: {@code bench.changes} is captured.
 */
final class BenchTable {
  private final CqlSession session;
  private final PreparedStatement insert;

  /** Of one that is there, with its trigger: a statement that was prepared before has none. */
  private BenchTable(CqlSession session, String name) {
    this.session = session;
    insert =
        session.prepare("INSERT INTO bench." + name + " (k, a, b, c, d) VALUES (?, ?, ?, ?, true)");
  }

  /** Creates it, with the trigger, on a node that has the trigger's jar. */
  static BenchTable create(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
    return createFurther(session, "changes");
  }

  /** Creates another one, with the trigger too. */
  static BenchTable createFurther(CqlSession session, String name) {
    createTable(session, name);
    session.execute(
        "CREATE TRIGGER sluice ON bench." + name + " USING 'io.sluice.trigger.CaptureTrigger'");
    return new BenchTable(session, name);
  }

  /** Creates one without a trigger, {@code bench.plain}, beside the captured one. */
  static BenchTable createPlain(CqlSession session) {
    createTable(session, "plain");
    return new BenchTable(session, "plain");
  }

  private static void createTable(CqlSession session, String name) {
    session.execute(
        "CREATE TABLE bench." + name + " (k text PRIMARY KEY, a text, b int, c bigint, d boolean)");
  }

  /** Writes the row with a number, which is its key. */
  CompletionStage<AsyncResultSet> write(int number) {
    return session.executeAsync(
        insert.bind(Integer.toString(number), "a line of some length", number, (long) number));
  }
}
