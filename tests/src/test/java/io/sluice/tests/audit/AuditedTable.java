package io.sluice.tests.audit;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.sluice.tests.harness.Cluster;
import io.sluice.tests.harness.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table that is written to. Each writer has a partition of its own; what a row holds says which
 * write it is of, and of a delete its writetime does. For many threads.
 */
final class AuditedTable {
  static final String DEFINITION =
      "(writer int, row int, sequence int, v text, PRIMARY KEY (writer, row))";

  /** So much later, in microseconds, that it wins over what the nodes' clocks say: 11 days. */
  private static final long LATER = 1_000_000_000_000L;

  private final Table table;
  private final long start = ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant());
  private volatile int columns;

  AuditedTable(Table table) {
    this.table = table;
  }

  Table table() {
    return table;
  }

  /** Adds a column, which is written from now on, in the place of the one added before. */
  void addColumn() {
    int next = columns + 1;
    table.define("ALTER TABLE %s ADD x" + next + " text");
    columns = next;
  }

  Statement<?> insert(Cluster through, int row, WriteId id, String value) {
    int column = columns;
    String more = column == 0 ? "" : ", x" + column;
    BoundStatement insert =
        prepared(
                through,
                "INSERT INTO %s (writer, row, sequence, v"
                    + more
                    + ") VALUES (?, ?, ?, ?"
                    + (column == 0 ? "" : ", ?")
                    + ")")
            .setQueryTimestamp(start + id.sequence())
            .setInt(0, id.writer())
            .setInt(1, row)
            .setInt(2, id.sequence())
            .setString(3, value);
    return column == 0 ? insert : insert.setString(4, "x" + id.sequence());
  }

  Statement<?> insertIfAbsent(Cluster through, int row, WriteId id, String value) {
    return prepared(
            through, "INSERT INTO %s (writer, row, sequence, v) VALUES (?, ?, ?, ?) IF NOT EXISTS")
        .setInt(0, id.writer())
        .setInt(1, row)
        .setInt(2, id.sequence())
        .setString(3, value);
  }

  Statement<?> delete(Cluster through, int row, WriteId id) {
    return delete(through, row, id, start + id.sequence());
  }

  /** Deletes what a conditional write may have written, or may yet. */
  Statement<?> deleteForGood(Cluster through, int row, WriteId id) {
    return delete(through, row, id, start + LATER + id.sequence());
  }

  private Statement<?> delete(Cluster through, int row, WriteId id, long timestamp) {
    return prepared(through, "DELETE FROM %s WHERE writer = ? AND row = ?")
        .setQueryTimestamp(timestamp)
        .setInt(0, id.writer())
        .setInt(1, row);
  }

  /** Which rows of a writer there are. */
  Set<Integer> rows(Cluster through, int writer) {
    BoundStatement select = prepared(through, "SELECT row FROM %s WHERE writer = ?");
    return through.ask(select.setInt(0, writer)).all().stream()
        .map(row -> row.getInt(0))
        .collect(Collectors.toSet());
  }

  private BoundStatement prepared(Cluster through, String cql) {
    return table.through(through).prepare(cql).bind().setConsistencyLevel(ConsistencyLevel.QUORUM);
  }

  /** Which of its writer's writes a delete was. */
  int sequenceOfDelete(long writetime) {
    long after = writetime - start;
    return Math.toIntExact(after >= LATER ? after - LATER : after);
  }
}
