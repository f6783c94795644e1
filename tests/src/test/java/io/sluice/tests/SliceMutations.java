package io.sluice.tests;

import static io.sluice.tests.Mutations.DELETED;
import static io.sluice.tests.Mutations.KEY;
import static io.sluice.tests.Mutations.ORDER;
import static io.sluice.tests.Mutations.WIDE;
import static io.sluice.tests.Mutations.bound;

import java.util.List;

/**
 * Deletes of slices of several columns, and of what IN lists. Bounds that CQL has for columns of
 * mixed order are several for Cassandra.
 */
final class SliceMutations {
  private static final String ASCENDING = "(k int, c int, d int, v int, PRIMARY KEY (k, c, d))";
  private static final String IN_ORDER = "clustering_order:{c:'ASC',d:'ASC'}}";
  private static final String DELETE = "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND ";

  static final List<Mutation> ALL =
      List.of(
          slice("(c, d) > (1, 2)", bound("c:1,d:2", false), "null"),
          slice("(c, d) >= (1, 2)", bound("c:1,d:2", true), "null"),
          slice("(c, d) < (1, 2)", "null", bound("c:1,d:2", false)),
          slice("(c, d) <= (1, 2)", "null", bound("c:1,d:2", true)),
          slice(
              "(c, d) > (1, 2) AND (c, d) <= (3, 4)",
              bound("c:1,d:2", false),
              bound("c:3,d:4", true)),
          slice("(c, d) >= (1, 2) AND (c) < (5)", bound("c:1,d:2", true), bound("c:5", false)),
          slice("c = 4 AND d >= 1 AND d < 9", bound("c:4,d:1", true), bound("c:4,d:9", false)),
          slice("c = 4 AND d <= 1", bound("c:4", true), bound("c:4,d:1", true)),
          Mutations.of("IN of rows", ASCENDING, DELETE + "(c, d) IN ((1, 2), (3, 4))")
              .gives("DELETE row", "{k:#,c:1,d:2}", null, DELETED)
              .gives("DELETE row", "{k:#,c:3,d:4}", null, DELETED),
          Mutations.of("IN of ranges", WIDE, DELETE + "c IN (1, 3)")
              .gives("DELETE range", KEY, range(bound("c:1", true), bound("c:1", true)), DELETED)
              .gives("DELETE range", KEY, range(bound("c:3", true), bound("c:3", true)), DELETED),
          Mutations.of("IN of partitions", Mutations.ROWS, "DELETE FROM %s WHERE k IN (#, -#)")
              .gives("DELETE row", KEY, null, "{deletion:{writetime:'now'}}")
              .gives("DELETE row", "{k:-#}", null, "{deletion:{writetime:'now'}}"),
          Mutations.of("slice of mixed order", WIDE, DELETE + "(c, d) > (1, 2)")
              .gives(
                  "DELETE range", KEY, range(bound("c:1", true), bound("c:1,d:2", false)), DELETED)
              .gives("DELETE range", KEY, range(bound("c:1", false), "null"), DELETED));

  private SliceMutations() {}

  private static Mutation slice(String where, String start, String end) {
    return Mutations.of("slice " + where, ASCENDING, DELETE + where)
        .gives("DELETE range", KEY, "{start:" + start + ",end:" + end + "," + IN_ORDER, DELETED);
  }

  private static String range(String start, String end) {
    return "{start:" + start + ",end:" + end + "," + ORDER;
  }
}
