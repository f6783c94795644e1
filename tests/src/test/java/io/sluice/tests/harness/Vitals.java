package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Whether a node does what a database is for: takes a write to a table with the trigger, and reads
 * it. For one thread.
 */
final class Vitals {
  /** For a node that a test has just started again, and whose client has yet to notice. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Table table;
  private int beat;

  /** Makes the table; it needs a node that works. */
  Vitals(Keyspace keyspace) {
    table = keyspace.table("(k int PRIMARY KEY, beat int)");
  }

  /**
   * Asks a node.
   *
   * @throws AssertionError if it does not answer as it should, with its last answer
   */
  void assertServes(Cluster node) {
    Table here = table.through(node);
    beat++;
    Awaitility.await("a node that takes reads and writes")
        .atMost(PATIENCE)
        .untilAsserted(() -> serve(here));
  }

  /**
   * Makes sure that no node has died; one that was started again since serves as well as any.
   *
   * @throws AssertionError if one had, with its log
   */
  static void assertNone(List<CassandraNode> died) {
    if (!died.isEmpty()) {
      throw new AssertionError(
          "ended though no test ended them: " + died.stream().map(CassandraNode::log).toList());
    }
  }

  private void serve(Table here) {
    try {
      here.execute("INSERT INTO %s (k, beat) VALUES (1, ?)", beat);
      int read = here.execute("SELECT beat FROM %s WHERE k = 1").one().getInt("beat");
      if (read != beat) {
        throw new AssertionError("beat " + beat + " was written, and " + read + " read");
      }
    } catch (RuntimeException e) {
      throw new AssertionError("the database does not serve: " + e, e);
    }
  }
}
