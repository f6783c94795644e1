package io.sluice.sandbox;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.List;

/** The story's table, as a client of the node sees it. For one thread. */
final class DemoTable implements AutoCloseable {
  static final String NAME = "demo_ks.demo_table";

  private static final List<String> SCHEMA =
      List.of(
          "CREATE KEYSPACE demo_ks WITH replication ="
              + " {'class': 'NetworkTopologyStrategy', 'dc1': 1}",
          "CREATE TABLE demo_ks.demo_table (k text PRIMARY KEY, v text)",
          "CREATE TRIGGER sluice ON demo_ks.demo_table USING 'io.sluice.trigger.CaptureTrigger'");

  private final CqlSession session;
  private final Progress progress;

  /** Connects. */
  DemoTable(CassandraNode node, Progress progress) {
    this.progress = progress;
    this.session = node.connect();
  }

  void create() {
    SCHEMA.forEach(this::execute);
  }

  /** Inserts a row and returns when the node has acknowledged it. */
  void insert(String k, String v) {
    execute("INSERT INTO demo_ks.demo_table (k, v) VALUES ('" + k + "', '" + v + "')");
  }

  private void execute(String cql) {
    progress.report("cql> " + cql + ";");
    session.execute(cql);
  }

  @Override
  public void close() {
    session.close();
  }
}
