package io.sluice.bench;

import io.sluice.trigger.Cql;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.cassandra.db.partitions.PartitionUpdate;

/** An update that clients make, of a shape that costs something of its own. */
public enum Shape {
  ROW_OF_5("1 row × 5 columns", 40_000) {
    @Override
    PartitionUpdate update() {
      String table = Cql.table("k text PRIMARY KEY, a text, b int, c bigint, d boolean)");
      return Cql.update(
          "INSERT INTO "
              + table
              + " (k, a, b, c, d) VALUES ('customer-4711', 'a line of some length', 42, 1, true)");
    }
  },

  ROW_OF_50("1 row × 50 columns", 6_000) {
    @Override
    PartitionUpdate update() {
      String table = Cql.table("k text PRIMARY KEY, " + columns("c%d text") + ")");
      return Cql.update(
          "INSERT INTO "
              + table
              + " (k, "
              + columns("c%d")
              + ") VALUES ('customer-4711', "
              + columns("'value %d'")
              + ")");
    }

    /** Those besides the key. */
    private String columns(String format) {
      return IntStream.range(1, 50).mapToObj(format::formatted).collect(Collectors.joining(", "));
    }
  },

  ROWS_100("100 rows × 5 columns", 700) {
    @Override
    PartitionUpdate update() {
      String table = Cql.table("k text, n int, a text, b int, c bigint, PRIMARY KEY (k, n))");
      return Cql.update(
          IntStream.range(0, 100).mapToObj(n -> row(table, n)).toArray(String[]::new));
    }

    private String row(String table, int n) {
      return "INSERT INTO %s (k, n, a, b, c) VALUES ('customer-4711', %d, 'a line of length', 42, 1)"
          .formatted(table, n);
    }
  },

  BLOB("a blob of 4 KiB", 1_300) {
    @Override
    PartitionUpdate update() {
      String table = Cql.table("k text PRIMARY KEY, v blob)");
      return Cql.update(
          "INSERT INTO %s (k, v) VALUES ('customer-4711', 0x%s)"
              .formatted(table, "a7".repeat(4 << 10)));
    }
  },

  COLLECTION("5 entries into a map, 5 into a set", 20_000) {
    @Override
    PartitionUpdate update() {
      String table = Cql.table("k text PRIMARY KEY, m map<text, int>, s set<text>)");
      return Cql.update(
          "UPDATE %s SET m = m + {%s}, s = s + {%s} WHERE k = 'customer-4711'"
              .formatted(table, entries("'key %1$d': %1$d"), entries("'element %d'")));
    }

    private String entries(String format) {
      return IntStream.range(0, 5).mapToObj(format::formatted).collect(Collectors.joining(", "));
    }
  };

  private final String what;
  private final int batch;

  Shape(String what, int batch) {
    this.what = what;
    this.batch = batch;
  }

  /** Makes one, of a table of its own. */
  abstract PartitionUpdate update();

  /** For readers of the numbers. */
  String what() {
    return what;
  }

  /**
   * Updates of all threads together that are measured as one: of which {@link RoomyTrigger} has
   * room for all that a JVM measures.
   */
  int batch() {
    return batch;
  }
}
