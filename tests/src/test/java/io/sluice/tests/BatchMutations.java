package io.sluice.tests;

import static io.sluice.tests.Mutations.DELETED;
import static io.sluice.tests.Mutations.KEY;
import static io.sluice.tests.Mutations.ORDER;
import static io.sluice.tests.Mutations.ROWS;
import static io.sluice.tests.Mutations.WIDE;
import static io.sluice.tests.Mutations.bound;

import java.util.List;

/** Several statements at once. */
final class BatchMutations {
  private static final String WHOLE = "{start:null,end:null," + ORDER;

  static final List<Mutation> ALL =
      List.of(
          batch(
                  "unlogged batch",
                  ROWS,
                  "BEGIN UNLOGGED BATCH USING TIMESTAMP 7",
                  "INSERT INTO %s (k, a) VALUES (#, 1)",
                  "UPDATE %s SET b = 'x' WHERE k = -#")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1}",
                  "{liveness:{writetime:7},columns:{a:{value:1,writetime:7}}}")
              .gives("UPDATE row", "{k:-#}", "{b:'x'}", "{columns:{b:{value:'x',writetime:7}}}"),
          batch(
                  "batch of two tables",
                  ROWS,
                  "BEGIN BATCH USING TIMESTAMP 7",
                  "INSERT INTO %o (k, o) VALUES (#, 2)",
                  "UPDATE %s SET a = 1 WHERE k = #",
                  "DELETE FROM %o WHERE k = -#")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7}}}")
              .givesOther(
                  "INSERT row",
                  KEY,
                  "{o:2}",
                  "{liveness:{writetime:7},columns:{o:{value:2,writetime:7}}}")
              .givesOther("DELETE row", "{k:-#}", null, DELETED),
          batch(
                  "one row, at several times",
                  ROWS,
                  "BEGIN BATCH",
                  "INSERT INTO %s (k) VALUES (#) USING TIMESTAMP 7",
                  "UPDATE %s USING TIMESTAMP 8 AND TTL 60 SET a = 1 WHERE k = #",
                  "DELETE b FROM %s USING TIMESTAMP 9 WHERE k = #")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1,b:null}",
                  "{liveness:{writetime:7},columns:"
                      + "{a:{value:1,writetime:8,ttl:60},b:{deleted:true,writetime:9}}}"),
          batch(
                  "partition deleted, and rows inserted",
                  WIDE,
                  "BEGIN BATCH",
                  "INSERT INTO %s (k, c, d, v) VALUES (#, 2, 1, 3) USING TIMESTAMP 8",
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #",
                  "INSERT INTO %s (k, c, d) VALUES (#, 1, 1) USING TIMESTAMP 9")
              .gives("DELETE partition", KEY, WHOLE, DELETED)
              .gives(
                  "INSERT row",
                  "{k:#,c:2,d:1}",
                  "{v:3}",
                  "{liveness:{writetime:8},columns:{v:{value:3,writetime:8}}}")
              .gives("INSERT row", "{k:#,c:1,d:1}", "{}", "{liveness:{writetime:9},columns:{}}"),
          batch(
                  "rows, and at the same time or later their partition deleted",
                  WIDE,
                  "BEGIN BATCH",
                  "UPDATE %s USING TIMESTAMP 7 SET s = 1 WHERE k = #",
                  "UPDATE %s USING TIMESTAMP 6 SET v = 1 WHERE k = # AND c = 1 AND d = 1",
                  "INSERT INTO %s (k, c, d, v) VALUES (#, 2, 2, 2) USING TIMESTAMP 7",
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("UPDATE row", "{k:#,c:1,d:1}", "{v:1}", "{columns:{v:{value:1,writetime:6}}}")
              .gives("UPDATE static", KEY, "{s:1}", "{columns:{s:{value:1,writetime:7}}}")
              .gives(
                  "INSERT row",
                  "{k:#,c:2,d:2}",
                  "{v:2}",
                  "{liveness:{writetime:7},columns:{v:{value:2,writetime:7}}}")
              .gives("DELETE partition", KEY, WHOLE, DELETED),
          batch(
                  "partition deleted between a row's values",
                  WIDE,
                  "BEGIN BATCH",
                  "INSERT INTO %s (k, c, d) VALUES (#, 1, 1) USING TIMESTAMP 6",
                  "UPDATE %s USING TIMESTAMP 8 SET v = 1 WHERE k = # AND c = 1 AND d = 1",
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("DELETE partition", KEY, WHOLE, DELETED)
              .gives(
                  "INSERT row",
                  "{k:#,c:1,d:1}",
                  "{v:1}",
                  "{liveness:{writetime:6},columns:{v:{value:1,writetime:8}}}"),
          batch(
                  "row deleted at the same time",
                  WIDE,
                  "BEGIN BATCH USING TIMESTAMP 7",
                  "UPDATE %s SET v = 1 WHERE k = # AND c = 1 AND d = 1",
                  "DELETE FROM %s WHERE k = # AND c = 1 AND d = 1")
              .gives("DELETE row", "{k:#,c:1,d:1}", null, DELETED),
          batch(
                  "range deleted, and rows of it written",
                  WIDE,
                  "BEGIN BATCH",
                  "UPDATE %s USING TIMESTAMP 8 SET v = 1 WHERE k = # AND c = 2 AND d = 2",
                  "UPDATE %s USING TIMESTAMP 7 SET v = 1 WHERE k = # AND c = 3 AND d = 3",
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c >= 1")
              .gives("UPDATE row", "{k:#,c:3,d:3}", "{v:1}", "{columns:{v:{value:1,writetime:7}}}")
              .gives(
                  "DELETE range",
                  KEY,
                  "{start:" + bound("c:1", true) + ",end:null," + ORDER,
                  DELETED)
              .gives("UPDATE row", "{k:#,c:2,d:2}", "{v:1}", "{columns:{v:{value:1,writetime:8}}}"),
          batch(
                  "ranges that overlap",
                  WIDE,
                  "BEGIN BATCH",
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c > 1 AND c < 5",
                  "DELETE FROM %s USING TIMESTAMP 8 WHERE k = # AND c >= 3 AND c <= 9")
              .gives(
                  "DELETE range",
                  KEY,
                  "{start:" + bound("c:1", false) + ",end:" + bound("c:3", false) + "," + ORDER,
                  DELETED)
              .gives(
                  "DELETE range",
                  KEY,
                  "{start:" + bound("c:3", true) + ",end:" + bound("c:9", true) + "," + ORDER,
                  "{deletion:{writetime:8}}"),
          batch(
                  "conditional batch",
                  WIDE,
                  "BEGIN BATCH",
                  "INSERT INTO %s (k, c, d, v) VALUES (#, 1, 1, 1) IF NOT EXISTS",
                  "UPDATE %s SET v = 2 WHERE k = # AND c = 2 AND d = 2")
              .cql(
                  "BEGIN BATCH INSERT INTO %s (k, c, d, v) VALUES (#, 1, 1, 1) IF NOT EXISTS;"
                      + " UPDATE %s SET v = 3 WHERE k = # AND c = 3 AND d = 3; APPLY BATCH")
              .gives(
                  "INSERT row",
                  "{k:#,c:1,d:1}",
                  "{v:1}",
                  "{liveness:{writetime:'now'},columns:{v:{value:1,writetime:'now'}}}")
              .gives(
                  "UPDATE row",
                  "{k:#,c:2,d:2}",
                  "{v:2}",
                  "{columns:{v:{value:2,writetime:'now'}}}"),
          batch(
                  "whole and elements",
                  Mutations.SETS,
                  "BEGIN BATCH",
                  "UPDATE %s USING TIMESTAMP 7 SET v = {1} WHERE k = #",
                  "UPDATE %s USING TIMESTAMP 8 SET v = v + {2} WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:[1,2]}",
                  "{columns:{v:{deletion:{writetime:6},elements:"
                      + "[{value:1,writetime:7},{value:2,writetime:8}]}}}"));

  private BatchMutations() {}

  private static Mutation batch(String name, String table, String begin, String... statements) {
    String cql = begin + " " + String.join("; ", statements) + "; APPLY BATCH";
    return Mutations.of(name, table, cql);
  }
}
