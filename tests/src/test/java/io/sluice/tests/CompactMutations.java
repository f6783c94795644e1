package io.sluice.tests;

import java.util.List;

/**
 * What can be done to COMPACT STORAGE tables, and what it gives: as of the table that CQL shows.
 * They have no row markers, so all that is written is an UPDATE, but for tables that have nothing
 * but keys; where there are clustering columns a row goes with its value. Times are as in {@link
 * Mutations}.
 */
final class CompactMutations {
  private static final String COMPACT = " WITH COMPACT STORAGE";
  private static final String ROWS = "(k int PRIMARY KEY, a int, b text)" + COMPACT;
  private static final String COUNTERS = "(k int PRIMARY KEY, n counter)" + COMPACT;
  private static final String WIDE = "(k int, c int, v text, PRIMARY KEY (k, c))" + COMPACT;
  private static final String FROZEN =
      "(k int, c text, v frozen<list<int>>, PRIMARY KEY (k, c))"
          + COMPACT
          + " AND CLUSTERING ORDER BY (c DESC)";
  private static final String WIDE_COUNTERS =
      "(k int, c int, n counter, PRIMARY KEY (k, c))" + COMPACT;
  private static final String WIDER =
      "(k int, c int, d int, v text, PRIMARY KEY (k, c, d))" + COMPACT;
  private static final String KEYS = "(k int, c int, PRIMARY KEY (k, c))" + COMPACT;

  private static final String KEY = "{k:#}";
  private static final String ROW = "{k:#,c:1}";
  private static final String DELETED = "{deletion:{writetime:7}}";
  private static final String ORDER = "clustering_order:{c:'ASC'}}";
  private static final String V = "{columns:{v:{value:'x',writetime:7}}}";

  static final List<Mutation> STATIC =
      List.of(
          of("INSERT", ROWS, "INSERT INTO %s (k, a, b) VALUES (#, 1, 'x') USING TIMESTAMP 7")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{a:1,b:'x'}",
                  "{columns:{a:{value:1,writetime:7},b:{value:'x',writetime:7}}}"),
          of("UPDATE", ROWS, "UPDATE %s USING TIMESTAMP 7 SET a = 1 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7}}}"),
          of("null", ROWS, "INSERT INTO %s (k, a) VALUES (#, null) USING TIMESTAMP 7")
              .gives("UPDATE row", KEY, "{a:null}", "{columns:{a:{deleted:true,writetime:7}}}"),
          of("TTL", ROWS, "INSERT INTO %s (k, a) VALUES (#, 1) USING TTL 60 AND TIMESTAMP 7")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7,ttl:60}}}"),
          of("cell deleted", ROWS, "DELETE a FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:null}", "{columns:{a:{deleted:true,writetime:7}}}"),
          of("row deleted", ROWS, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("DELETE row", KEY, null, DELETED),
          of(
                  "row deleted, and written again",
                  ROWS,
                  "BEGIN BATCH DELETE FROM %s USING TIMESTAMP 7 WHERE k = #;"
                      + " UPDATE %s USING TIMESTAMP 8 SET a = 1 WHERE k = #; APPLY BATCH")
              .gives("DELETE row", KEY, null, DELETED)
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:8}}}"),
          of("conditional", ROWS, "INSERT INTO %s (k, a) VALUES (#, 1) IF NOT EXISTS")
              .cql("UPDATE %s SET a = 2 WHERE k = # IF a = 9")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:'now'}}}"),
          of("counter", COUNTERS, "UPDATE %s SET n = n - 2 WHERE k = #")
              .gives("UPDATE row", KEY, "{n:-2}", "{columns:{n:{value:-2,writetime:'now'}}}"));

  static final List<Mutation> DENSE =
      List.of(
          of("INSERT", WIDE, "INSERT INTO %s (k, c, v) VALUES (#, 1, 'x') USING TIMESTAMP 7")
              .gives("UPDATE row", ROW, "{v:'x'}", V),
          of("UPDATE", WIDE, "UPDATE %s USING TIMESTAMP 7 SET v = 'x' WHERE k = # AND c = 1")
              .gives("UPDATE row", ROW, "{v:'x'}", V),
          of("cell deleted", WIDE, "DELETE v FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1")
              .gives("DELETE row", ROW, null, DELETED),
          of("set to null", WIDE, "INSERT INTO %s (k, c, v) VALUES (#, 1, null) USING TIMESTAMP 7")
              .gives("DELETE row", ROW, null, DELETED),
          of("row deleted", WIDE, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1")
              .gives("DELETE row", ROW, null, DELETED),
          of("range deleted", WIDE, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c > 1")
              .gives(
                  "DELETE range",
                  KEY,
                  "{start:{clustering:{c:1},inclusive:false},end:null," + ORDER,
                  DELETED),
          of("partition deleted", WIDE, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("DELETE partition", KEY, "{start:null,end:null," + ORDER, DELETED),
          of(
                  "frozen value",
                  FROZEN,
                  "INSERT INTO %s (k, c, v) VALUES (#, 'a', [1, 2]) USING TIMESTAMP 7")
              .gives(
                  "UPDATE row",
                  "{k:#,c:'a'}",
                  "{v:[1,2]}",
                  "{columns:{v:{value:[1,2],writetime:7}}}"),
          of("counter", WIDE_COUNTERS, "UPDATE %s SET n = n + 2 WHERE k = # AND c = 1")
              .gives("UPDATE row", ROW, "{n:2}", "{columns:{n:{value:2,writetime:'now'}}}"),
          of(
                  "row without its last clustering value",
                  WIDER,
                  "INSERT INTO %s (k, c, v) VALUES (#, 1, 'x') USING TIMESTAMP 7")
              .gives("UPDATE row", "{k:#,c:1,d:null}", "{v:'x'}", V),
          of("keys only", KEYS, "INSERT INTO %s (k, c) VALUES (#, 1) USING TIMESTAMP 7")
              .gives("INSERT row", ROW, "{}", "{liveness:{writetime:7},columns:{}}"),
          of(
                  "keys only, TTL",
                  KEYS,
                  "INSERT INTO %s (k, c) VALUES (#, 1) USING TIMESTAMP 7 AND TTL 60")
              .gives("INSERT row", ROW, "{}", "{liveness:{writetime:7,ttl:60},columns:{}}"),
          of("keys only, deleted", KEYS, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1")
              .gives("DELETE row", ROW, null, DELETED));

  private CompactMutations() {}

  private static Mutation of(String name, String table, String statement) {
    return new Mutation(name, table).cql(statement);
  }
}
