package io.sluice.tests;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.Writers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Writers of a table whose schema changes meanwhile: columns and fields come and go, and the
 * clustering column changes its name. Each row is written once, with the newest column or field, or
 * by a statement that was prepared before all changes. What has become unknown is refused.
 */
final class SchemaRace implements AutoCloseable {
  /** What the type {@code growing} is created with. */
  static final String TYPE = "(f int, f0 int)";

  static final String TABLE =
      "(writer int, one int, v text, e0 int, u frozen<growing>, PRIMARY KEY (writer, one))";

  /** The writer of the last row. */
  static final int LAST = -1;

  private static final Duration BREATH = Duration.ofMillis(2);

  private final Table table;
  private final PreparedStatement prepared;
  private final Map<List<Integer>, JsonNode> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final Writers writers = new Writers();
  private volatile Names names = new Names(0, "one");

  /**
   * What is called how.
   *
   * @param newest number of the newest column and field
   * @param clustering the clustering column
   */
  private record Names(int newest, String clustering) {}

  /** Starts the writers. */
  SchemaRace(Table table, int count) {
    this.table = table;
    prepared = table.prepare("INSERT INTO %s (writer, one, v) VALUES (?, ?, ?)");
    for (int i = 0; i < count; i++) {
      int writer = i;
      writers.start("writer-" + writer, row -> tryToWrite(writer, row));
    }
  }

  /** Without haste, so that the schema changes have a chance too. */
  private void tryToWrite(int writer, int row) {
    LockSupport.parkNanos(BREATH.toNanos());
    try {
      acknowledged.put(List.of(writer, row), Json.parse(write(writer, row)));
    } catch (DriverException e) {
      refused.incrementAndGet();
    }
  }

  /** Writes a row; returns its columns. */
  private String write(int writer, int row) {
    Names now = names;
    switch (row % 3) {
      case 0 -> {
        table.execute(prepared.bind(writer, row, "prepared"));
        return "{v:'prepared'}";
      }
      case 1 -> {
        table.execute(
            "INSERT INTO %s (writer, {c}, v, e{n}) VALUES (?, ?, 'text', ?)"
                .replace("{c}", now.clustering)
                .replace("{n}", "" + now.newest),
            writer,
            row,
            row);
        return "{v:'text',e%d:%d}".formatted(now.newest, row);
      }
      default -> {
        table.execute(
            "UPDATE %s SET u = {f: 7, f{n}: 8} WHERE writer = ? AND {c} = ?"
                .replace("{c}", now.clustering)
                .replace("{n}", "" + now.newest),
            writer,
            row);
        return "{u:{f:7,f%d:8}}".formatted(now.newest);
      }
    }
  }

  /** Changes the schema in every way; nothing comes back but the names of the clustering column. */
  void alter() {
    int old = names.newest;
    int next = old + 1;
    table.execute("ALTER TABLE %s ADD e" + next + " int");
    table.execute("ALTER TYPE " + table.keyspace() + ".growing ADD f" + next + " int");
    names = new Names(next, names.clustering);
    table.execute("ALTER TABLE %s DROP e" + old);
    String other = names.clustering.equals("one") ? "other" : "one";
    table.execute("ALTER TABLE %s RENAME " + names.clustering + " TO " + other);
    names = new Names(next, other);
  }

  /** Waits until so many more rows are acknowledged. */
  void awaitMore(int rows) {
    int wanted = acknowledged.size() + rows;
    Awaitility.await(rows + " more rows").until(() -> acknowledged.size() >= wanted);
  }

  /** Ends the writers, and writes a last row, behind which there is none. */
  void stop() {
    close();
    table.execute("INSERT INTO %s (writer, " + names.clustering + ") VALUES (?, 0)", LAST);
  }

  /** The columns of the rows that the node has: by writer and number. */
  Map<List<Integer>, JsonNode> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** The writes that the node refused. */
  int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    writers.close();
  }
}
