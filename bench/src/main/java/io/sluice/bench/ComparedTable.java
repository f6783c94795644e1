package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.concurrent.CompletionStage;

/** One of the tables that are compared, of five columns: alike but for what captures them. */
final class ComparedTable {
  private final CqlSession session;
  private final PreparedStatement insert;

  private ComparedTable(CqlSession session, String name) {
    this.session = session;
    insert =
        session.prepare("INSERT INTO bench." + name + " (k, a, b, c, d) VALUES (?, ?, ?, ?, true)");
  }

  /** Creates the keyspace that they are in. */
  static void createKeyspace(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
  }

  /** Creates one that nothing captures. */
  static ComparedTable plain(CqlSession session, String name) {
    return create(session, name, "");
  }

  /** Creates one whose changes Cassandra itself keeps. */
  static ComparedTable withCdc(CqlSession session, String name) {
    return create(session, name, " WITH cdc = true");
  }

  /** Creates one with a trigger, whose jar the node has. */
  static ComparedTable withTrigger(CqlSession session, String name, String trigger) {
    createTable(session, name, "");
    session.execute("CREATE TRIGGER capture ON bench." + name + " USING '" + trigger + "'");
    return new ComparedTable(session, name);
  }

  private static ComparedTable create(CqlSession session, String name, String options) {
    createTable(session, name, options);
    return new ComparedTable(session, name);
  }

  private static void createTable(CqlSession session, String name, String options) {
    session.execute(
        "CREATE TABLE bench."
            + name
            + " (k text PRIMARY KEY, a text, b int, c bigint, d boolean)"
            + options);
  }

  /** Writes the row with a number, which is its key. */
  CompletionStage<AsyncResultSet> write(int number) {
    return session.executeAsync(
        insert.bind(Integer.toString(number), "a line of some length", number, (long) number));
  }
}
