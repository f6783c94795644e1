package io.sluice.tests;

import static io.sluice.tests.Mutations.KEY;
import static io.sluice.tests.Mutations.WIDE;

import java.util.List;

/** What is written to cells: unset values, TTLs, conditions, counters, names. */
final class CellMutations {
  private static final String ROWS = Mutations.ROWS;
  private static final String KEY_ONLY = "(k int PRIMARY KEY)";
  private static final String QUOTED_KEYS =
      "(k int, \"Ck\" int, \"Mixed \"\"Case\" int, PRIMARY KEY (k, \"Ck\"))";
  private static final String STATIC_COUNTERS =
      "(k int, c int, n counter, s counter STATIC, PRIMARY KEY (k, c))";

  static final List<Mutation> ALL =
      List.of(
          Mutations.of(
                  "unset", ROWS, "INSERT INTO %s (k, a, b) VALUES (#, ?, 'x') USING TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{b:'x'}",
                  "{liveness:{writetime:7},columns:{b:{value:'x',writetime:7}}}"),
          Mutations.of(
                  "unset in an UPDATE",
                  ROWS,
                  "UPDATE %s USING TIMESTAMP 7 SET a = ?, b = 'x' WHERE k = #")
              .gives("UPDATE row", KEY, "{b:'x'}", "{columns:{b:{value:'x',writetime:7}}}"),
          Mutations.of(
                  "all unset, INSERT",
                  ROWS,
                  "INSERT INTO %s (k, a) VALUES (#, ?) USING TIMESTAMP 7")
              .gives("INSERT row", KEY, "{}", "{liveness:{writetime:7},columns:{}}"),
          Mutations.of(
              "all unset, UPDATE",
              ROWS,
              "UPDATE %s USING TIMESTAMP 7 SET a = ?, b = ? WHERE k = #"),
          Mutations.of(
                  "unset collection",
                  Mutations.SETS,
                  "INSERT INTO %s (k, v) VALUES (#, ?) USING TIMESTAMP 7")
              .gives("INSERT row", KEY, "{}", "{liveness:{writetime:7},columns:{}}"),
          Mutations.of(
                  "unset TTL", ROWS, "UPDATE %s USING TIMESTAMP 7 AND TTL ? SET a = 1 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7}}}"),
          Mutations.of("cells deleted", ROWS, "DELETE a, b FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{a:null,b:null}",
                  "{columns:{a:{deleted:true,writetime:7},b:{deleted:true,writetime:7}}}"),
          Mutations.of(
                  "TTL and null",
                  ROWS,
                  "INSERT INTO %s (k, a, b) VALUES (#, 1, null) USING TIMESTAMP 7 AND TTL 60")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1,b:null}",
                  "{liveness:{writetime:7,ttl:60},columns:"
                      + "{a:{value:1,writetime:7,ttl:60},b:{deleted:true,writetime:7}}}"),
          Mutations.of("condition on a static", WIDE, "UPDATE %s SET s = 1 WHERE k = # IF s = null")
              .cql("UPDATE %s SET s = 2 WHERE k = # IF s = null")
              .cql("INSERT INTO %s (k, c, d, v) VALUES (#, 1, 2, 3) IF NOT EXISTS")
              .gives("UPDATE static", KEY, "{s:1}", "{columns:{s:{value:1,writetime:'now'}}}")
              .gives(
                  "INSERT row",
                  "{k:#,c:1,d:2}",
                  "{v:3}",
                  "{liveness:{writetime:'now'},columns:{v:{value:3,writetime:'now'}}}"),
          Mutations.of(
                  "partition key only", KEY_ONLY, "INSERT INTO %s (k) VALUES (#) USING TIMESTAMP 7")
              .cql("DELETE FROM %s USING TIMESTAMP 8 WHERE k = #")
              .gives("INSERT row", KEY, "{}", "{liveness:{writetime:7},columns:{}}")
              .gives("DELETE row", KEY, null, "{deletion:{writetime:8}}"),
          Mutations.of(
                  "primary key only, deleted",
                  Mutations.KEYS,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1")
              .gives("DELETE row", "{k:#,c:1}", null, Mutations.DELETED),
          Mutations.of(
                  "quoted names in the key",
                  QUOTED_KEYS,
                  "UPDATE %s USING TIMESTAMP 7 SET \"Mixed \"\"Case\" = 1"
                      + " WHERE k = # AND \"Ck\" = 2")
              .cql("DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND \"Ck\" < 3")
              .gives(
                  "UPDATE row",
                  "{k:#,Ck:2}",
                  "{'Mixed \"Case':1}",
                  "{columns:{'Mixed \"Case':{value:1,writetime:7}}}")
              .gives(
                  "DELETE range",
                  KEY,
                  "{start:null,end:{clustering:{Ck:3},inclusive:false},"
                      + "clustering_order:{Ck:'ASC'}}",
                  Mutations.DELETED),
          Mutations.of("static counter", STATIC_COUNTERS, "UPDATE %s SET s = s + 1 WHERE k = #")
              .cql("UPDATE %s SET s = s - 2, n = n + 3 WHERE k = # AND c = 4")
              .gives("UPDATE static", KEY, "{s:1}", "{columns:{s:{value:1,writetime:'now'}}}")
              .gives("UPDATE static", KEY, "{s:-2}", "{columns:{s:{value:-2,writetime:'now'}}}")
              .gives(
                  "UPDATE row", "{k:#,c:4}", "{n:3}", "{columns:{n:{value:3,writetime:'now'}}}"));

  private CellMutations() {}
}
