package io.sluice.tests;

import static io.sluice.tests.Mutations.DELETED;
import static io.sluice.tests.Mutations.KEY;
import static io.sluice.tests.Mutations.bound;

import java.util.List;

/**
 * What can be done to COMPACT STORAGE tables, and what comes of it: that of the table that CQL
 * shows. They have no row markers, so an INSERT is an UPDATE, but where there is nothing but keys;
 * and where there are clustering columns a row goes with its value.
 */
final class CompactMutations {
  private static final String COMPACT = " WITH COMPACT STORAGE";
  private static final String ROWS = "(k int PRIMARY KEY, a int, b text)" + COMPACT;
  private static final String COUNTERS = "(k int, c int, n counter, PRIMARY KEY (k, c))" + COMPACT;
  private static final String ROW_COUNTERS = "(k int PRIMARY KEY, n counter, m counter)" + COMPACT;
  private static final String VALUES =
      "(k int, c int, v text, PRIMARY KEY (k, c))" + COMPACT + " AND CLUSTERING ORDER BY (c DESC)";
  private static final String PREFIXES =
      "(k int, c int, d int, v frozen<list<int>>, PRIMARY KEY (k, c, d))" + COMPACT;
  private static final String KEYS = Mutations.KEYS + COMPACT;

  private static final String TTL = " USING TIMESTAMP 7 AND TTL 60";

  private static final String DESCENDING = "clustering_order:{c:'DESC'}}";
  private static final String ASCENDING = "clustering_order:{c:'ASC'}}";
  private static final String BOTH = "clustering_order:{c:'ASC',d:'ASC'}}";

  static final List<Mutation> ALL =
      List.of(
          of("INSERT", ROWS, "INSERT INTO %s (k, a, b) VALUES (#, 1, 'x') USING TIMESTAMP 7")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{a:1,b:'x'}",
                  "{columns:{a:{value:1,writetime:7},b:{value:'x',writetime:7}}}"),
          of("UPDATE", ROWS, "UPDATE %s USING TIMESTAMP 7 SET a = 2 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:2}", "{columns:{a:{value:2,writetime:7}}}"),
          of(
                  "TTL and null",
                  ROWS,
                  "INSERT INTO %s (k, a, b) VALUES (#, null, 'x') USING TIMESTAMP 7 AND TTL 60")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{a:null,b:'x'}",
                  "{columns:{a:{deleted:true,writetime:7},b:{value:'x',writetime:7,ttl:60}}}"),
          of("cell deleted", ROWS, "DELETE b FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("UPDATE row", KEY, "{b:null}", "{columns:{b:{deleted:true,writetime:7}}}"),
          of("row deleted", ROWS, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("DELETE row", KEY, null, DELETED),
          of(
                  "row deleted, and written again",
                  ROWS,
                  "BEGIN BATCH DELETE FROM %s USING TIMESTAMP 7 WHERE k = #;"
                      + " UPDATE %s USING TIMESTAMP 8 SET a = 1 WHERE k = #; APPLY BATCH")
              .gives("DELETE row", KEY, null, DELETED)
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:8}}}"),
          of("conditions", ROWS, "INSERT INTO %s (k, a) VALUES (#, 1) IF NOT EXISTS")
              .cql("UPDATE %s SET a = 2 WHERE k = # IF a = 9")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:'now'}}}"),
          of("counters", ROW_COUNTERS, "UPDATE %s SET n = n - 3, m = m + 1 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{m:1,n:-3}",
                  "{columns:{m:{value:1,writetime:'now'},n:{value:-3,writetime:'now'}}}"),
          of("counter of a row", COUNTERS, "UPDATE %s SET n = n + 2 WHERE k = # AND c = 1")
              .gives("UPDATE row", "{k:#,c:1}", "{n:2}", "{columns:{n:{value:2,writetime:'now'}}}"),
          of("counter of a row deleted", COUNTERS, "DELETE FROM %s WHERE k = # AND c = 1")
              .gives("DELETE row", "{k:#,c:1}", null, "{deletion:{writetime:'now'}}"),
          of("the only value", VALUES, "INSERT INTO %s (k, c, v) VALUES (#, 2, 'x')" + TTL)
              .gives(
                  "UPDATE row",
                  "{k:#,c:2}",
                  "{v:'x'}",
                  "{columns:{v:{value:'x',writetime:7,ttl:60}}}"),
          of(
                  "the only value, empty",
                  VALUES,
                  "UPDATE %s USING TIMESTAMP 7 SET v = '' WHERE k = # AND c = 2")
              .gives("UPDATE row", "{k:#,c:2}", "{v:''}", "{columns:{v:{value:'',writetime:7}}}"),
          of(
                  "the only value deleted",
                  VALUES,
                  "DELETE v FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 2")
              .gives("DELETE row", "{k:#,c:2}", null, DELETED),
          of(
                  "the only value set to null",
                  VALUES,
                  "INSERT INTO %s (k, c, v) VALUES (#, 3, null) USING TIMESTAMP 7")
              .gives("DELETE row", "{k:#,c:3}", null, DELETED),
          of(
                  "row with clustering deleted",
                  VALUES,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 4")
              .gives("DELETE row", "{k:#,c:4}", null, DELETED),
          of(
                  "range deleted, c > 5",
                  VALUES,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c > 5")
              .gives("DELETE range", KEY, range("null", bound("c:5", false), DESCENDING), DELETED),
          of("partition deleted", VALUES, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("DELETE partition", KEY, range("null", "null", DESCENDING), DELETED),
          of(
                  "several clustering columns",
                  PREFIXES,
                  "INSERT INTO %s (k, c, d, v) VALUES (#, 1, 2, [1]) USING TIMESTAMP 7")
              .gives(
                  "UPDATE row",
                  "{k:#,c:1,d:2}",
                  "{v:[1]}",
                  "{columns:{v:{value:[1],writetime:7}}}"),
          of(
                  "clustering column lacking",
                  PREFIXES,
                  "INSERT INTO %s (k, c, v) VALUES (#, 1, [2]) USING TIMESTAMP 7")
              .gives(
                  "UPDATE row",
                  "{k:#,c:1,d:null}",
                  "{v:[2]}",
                  "{columns:{v:{value:[2],writetime:7}}}"),
          of(
                  "range deleted, c = 1",
                  PREFIXES,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1")
              .gives(
                  "DELETE range",
                  KEY,
                  range(bound("c:1", true), bound("c:1", true), BOTH),
                  DELETED),
          of("primary key only", KEYS, "INSERT INTO %s (k, c) VALUES (#, 1)" + TTL)
              .gives("INSERT row", "{k:#,c:1}", "{}", "{liveness:{writetime:7,ttl:60},columns:{}}"),
          of(
                  "primary key only, deleted",
                  KEYS,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1")
              .gives("DELETE row", "{k:#,c:1}", null, DELETED),
          of(
                  "primary key only, range deleted",
                  KEYS,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c >= 1")
              .gives("DELETE range", KEY, range(bound("c:1", true), "null", ASCENDING), DELETED));

  private CompactMutations() {}

  private static Mutation of(String name, String table, String statement) {
    return Mutations.of(name, table, statement);
  }

  private static String range(String start, String end, String order) {
    return "{start:" + start + ",end:" + end + "," + order;
  }
}
