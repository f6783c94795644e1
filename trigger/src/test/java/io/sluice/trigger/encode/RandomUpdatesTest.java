package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.trigger.Cql;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.net.MessagingService;
import org.junit.jupiter.api.Test;

/** Batches of random statements on one partition: whatever they make, nothing of it is lost. */
class RandomUpdatesTest {
  private static final int BATCHES = 500;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final String table =
      Cql.table(
          "k int, c int, d text, s text static, v text, n varint, l list<int>, m map<int, text>,"
              + " PRIMARY KEY (k, c, d)) WITH CLUSTERING ORDER BY (c DESC)");

  @Test
  void areRebuiltFromTheirRecords() throws Exception {
    System.out.println("RandomUpdatesTest seed " + seed);
    for (int i = 0; i < BATCHES; i++) {
      String[] statements = statements();
      for (PartitionUpdate update : Cql.updates(statements)) {
        PartitionUpdate rebuilt = Rebuilt.from(update, Encoded.of(update));
        assertThat(PartitionUpdate.toBytes(rebuilt, MessagingService.current_version))
            .as("seed %d: %s", seed, List.of(statements))
            .isEqualTo(PartitionUpdate.toBytes(update, MessagingService.current_version));
      }
    }
  }

  private String[] statements() {
    return IntStream.rangeClosed(0, random.nextInt(12))
        .mapToObj(i -> statement())
        .toArray(String[]::new);
  }

  private String statement() {
    return switch (random.nextInt(7)) {
      case 0 -> "DELETE FROM " + table + timestamp() + " WHERE k = 1" + range();
      case 1 -> "DELETE m, v FROM " + table + timestamp() + " WHERE k = 1 AND " + row();
      case 2 -> "UPDATE " + table + using() + " SET s = " + text() + " WHERE k = 1";
      case 3 -> insert() + using();
      default -> "UPDATE " + table + using() + " SET " + assignment() + " WHERE k = 1 AND " + row();
    };
  }

  private String insert() {
    String values = "(1, " + small() + ", 'd', " + text() + ", 5)";
    return "INSERT INTO " + table + " (k, c, d, v, n) VALUES " + values;
  }

  private String assignment() {
    return List.of(
            "v = " + text(),
            "n = " + random.nextLong(),
            "l = l + [" + small() + ", " + small() + "]",
            "l = [" + small() + "]",
            "m[" + small() + "] = " + text(),
            "m = m - {" + small() + "}",
            "m = {" + small() + ": 'x'}, v = null")
        .get(random.nextInt(7));
  }

  private String using() {
    String timestamp = timestamp();
    if (random.nextInt(3) > 0) {
      return timestamp;
    }
    return (timestamp.isEmpty() ? " USING" : timestamp + " AND")
        + " TTL "
        + (1 + random.nextInt(99));
  }

  private String timestamp() {
    return random.nextInt(3) > 0 ? "" : " USING TIMESTAMP " + random.nextLong() / 2;
  }

  private String range() {
    return List.of(
            "",
            " AND c = " + small(),
            " AND c > " + small(),
            " AND c <= " + small(),
            " AND c >= 2 AND c < " + (2 + random.nextInt(5)),
            " AND c = 3 AND d > 'c'")
        .get(random.nextInt(6));
  }

  private String row() {
    return "c = " + small() + " AND d = '" + "d".repeat(random.nextInt(3)) + "'";
  }

  private int small() {
    return random.nextInt(6);
  }

  private String text() {
    return random.nextInt(5) == 0 ? "null" : "'" + "x".repeat(random.nextInt(200)) + "'";
  }
}
