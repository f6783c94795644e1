package io.sluice.tests;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can be done to a table, and what it gives. Times that Cassandra chose are {@code 'now'}, a
 * list's elements are all {@code ID}; times of deletion and expiry are left out.
 */
final class Mutations {
  /** What the tables' columns need. */
  static final String ADDRESS = "(street text, zip int)";

  /** The types, in an order in which they can be created. */
  static final Map<String, String> USER_TYPES =
      new TreeMap<>(
          Map.of(
              "address",
              ADDRESS,
              "person",
              "(name text, home frozen<address>, past frozen<list<frozen<address>>>,"
                  + " \"Shoe Size\" int)"));

  /** Of the table that batches write to beside their own. */
  static final String OTHER = "(k int PRIMARY KEY, o int)";

  /** That statements ask for, in seconds. */
  static final List<Integer> TTLS = List.of(60, 7200);

  static final String ROWS = "(k int PRIMARY KEY, a int, b text)";
  static final String KEYS = "(k int, c int, PRIMARY KEY (k, c))";
  static final String QUOTED = "(k int PRIMARY KEY, \"Mixed \"\"Case\" int)";
  private static final String TTL = "(k int PRIMARY KEY, a int) WITH default_time_to_live = 7200";
  static final String COUNTERS = "(k int PRIMARY KEY, n counter, m counter)";
  static final String WIDE =
      "(k int, c int, d int, s int STATIC, v int, PRIMARY KEY (k, c, d))"
          + " WITH CLUSTERING ORDER BY (c ASC, d DESC)";
  static final String SETS = "(k int PRIMARY KEY, v set<int>)";
  static final String MAPS = "(k int PRIMARY KEY, v map<text, int>)";
  static final String LISTS = "(k int PRIMARY KEY, v list<text>)";
  static final String TYPES = "(k int PRIMARY KEY, v address)";

  static final String KEY = "{k:#}";
  static final String ORDER = "clustering_order:{c:'ASC',d:'DESC'}}";
  static final String DELETED = "{deletion:{writetime:7}}";

  static final List<Mutation> ROWS_AND_CELLS =
      List.of(
          of("INSERT", ROWS, "INSERT INTO %s (k, a, b) VALUES (#, 1, 'x') USING TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1,b:'x'}",
                  "{liveness:{writetime:7},"
                      + "columns:{a:{value:1,writetime:7},b:{value:'x',writetime:7}}}"),
          of("time of the coordinator", ROWS, "INSERT INTO %s (k, a) VALUES (#, 1)")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1}",
                  "{liveness:{writetime:'now'},columns:{a:{value:1,writetime:'now'}}}"),
          of("UPDATE", ROWS, "UPDATE %s USING TIMESTAMP 7 SET a = 1 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7}}}"),
          of("equal and earlier times", ROWS, "UPDATE %s USING TIMESTAMP 7 SET a = 1 WHERE k = #")
              .cql("UPDATE %s USING TIMESTAMP 7 SET a = 2 WHERE k = #")
              .cql("UPDATE %s USING TIMESTAMP -6 SET a = 3 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7}}}")
              .gives("UPDATE row", KEY, "{a:2}", "{columns:{a:{value:2,writetime:7}}}")
              .gives("UPDATE row", KEY, "{a:3}", "{columns:{a:{value:3,writetime:-6}}}"),
          of("null and unset", ROWS, "INSERT INTO %s (k, a) VALUES (#, null) USING TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:null}",
                  "{liveness:{writetime:7},columns:{a:{deleted:true,writetime:7}}}"),
          of("INSERT JSON", ROWS, "INSERT INTO %s JSON '{\"k\":#,\"a\":1}' USING TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1,b:null}",
                  "{liveness:{writetime:7},"
                      + "columns:{a:{value:1,writetime:7},b:{deleted:true,writetime:7}}}"),
          of(
                  "INSERT JSON DEFAULT UNSET",
                  ROWS,
                  "INSERT INTO %s JSON '{\"k\":#,\"a\":1}' DEFAULT UNSET USING TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1}",
                  "{liveness:{writetime:7},columns:{a:{value:1,writetime:7}}}"),
          of("cell deleted", ROWS, "DELETE a FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:null}", "{columns:{a:{deleted:true,writetime:7}}}"),
          of("cell set to null", ROWS, "UPDATE %s USING TIMESTAMP 7 SET a = null WHERE k = #")
              .gives("UPDATE row", KEY, "{a:null}", "{columns:{a:{deleted:true,writetime:7}}}"),
          of("TTL", ROWS, "INSERT INTO %s (k, a) VALUES (#, 1) USING TTL 60 AND TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1}",
                  "{liveness:{writetime:7,ttl:60},columns:{a:{value:1,writetime:7,ttl:60}}}"),
          of("the table's TTL", TTL, "INSERT INTO %s (k, a) VALUES (#, 1) USING TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1}",
                  "{liveness:{writetime:7,ttl:7200},"
                      + "columns:{a:{value:1,writetime:7,ttl:7200}}}"),
          of("TTL 0", TTL, "UPDATE %s USING TTL 0 AND TIMESTAMP 7 SET a = 1 WHERE k = #")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7}}}"),
          of("primary key only", KEYS, "INSERT INTO %s (k, c) VALUES (#, 1) USING TIMESTAMP 7")
              .gives("INSERT row", "{k:#,c:1}", "{}", "{liveness:{writetime:7},columns:{}}"),
          of(
                  "quoted name",
                  QUOTED,
                  "UPDATE %s USING TIMESTAMP 7 SET \"Mixed \"\"Case\" = 1 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{'Mixed \"Case':1}",
                  "{columns:{'Mixed \"Case':{value:1,writetime:7}}}"),
          of("conditions", ROWS, "INSERT INTO %s (k, a) VALUES (#, 1) IF NOT EXISTS")
              .cql("INSERT INTO %s (k, a) VALUES (#, 2) IF NOT EXISTS")
              .cql("UPDATE %s SET a = 3 WHERE k = # IF a = 9")
              .cql("UPDATE %s SET a = 4 WHERE k = # IF a = 1")
              .cql("DELETE FROM %s WHERE k = # IF EXISTS")
              .gives(
                  "INSERT row",
                  KEY,
                  "{a:1}",
                  "{liveness:{writetime:'now'},columns:{a:{value:1,writetime:'now'}}}")
              .gives("UPDATE row", KEY, "{a:4}", "{columns:{a:{value:4,writetime:'now'}}}")
              .gives("DELETE row", KEY, null, "{deletion:{writetime:'now'}}"),
          of("counters", COUNTERS, "UPDATE %s SET n = n + 5 WHERE k = #")
              .cql("UPDATE %s SET n = n + 5 WHERE k = #")
              .cql("UPDATE %s SET n = n - 2, m = m + 9000000000 WHERE k = #")
              .cql("DELETE n FROM %s WHERE k = #")
              .cql("DELETE FROM %s WHERE k = #")
              .gives("UPDATE row", KEY, "{n:5}", "{columns:{n:{value:5,writetime:'now'}}}")
              .gives("UPDATE row", KEY, "{n:5}", "{columns:{n:{value:5,writetime:'now'}}}")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{n:-2,m:9000000000}",
                  "{columns:{n:{value:-2,writetime:'now'},m:{value:9000000000,writetime:'now'}}}")
              .gives("UPDATE row", KEY, "{n:null}", "{columns:{n:{deleted:true,writetime:'now'}}}")
              .gives("DELETE row", KEY, null, "{deletion:{writetime:'now'}}"),
          of(
                  "counter batch",
                  COUNTERS,
                  "BEGIN COUNTER BATCH UPDATE %s SET n = n + 1 WHERE k = #;"
                      + " UPDATE %s SET n = n - 1 WHERE k = -#; APPLY BATCH")
              .gives("UPDATE row", KEY, "{n:1}", "{columns:{n:{value:1,writetime:'now'}}}")
              .gives("UPDATE row", "{k:-#}", "{n:-1}", "{columns:{n:{value:-1,writetime:'now'}}}"),
          of(
                  "batch of two partitions",
                  ROWS,
                  "BEGIN BATCH USING TIMESTAMP 7 UPDATE %s SET a = 1 WHERE k = #;"
                      + " DELETE FROM %s WHERE k = -#; APPLY BATCH")
              .gives("UPDATE row", KEY, "{a:1}", "{columns:{a:{value:1,writetime:7}}}")
              .gives("DELETE row", "{k:-#}", null, DELETED));

  static final List<Mutation> PARTITIONS =
      List.of(
          of("static only", WIDE, "UPDATE %s USING TIMESTAMP 7 SET s = 1 WHERE k = #")
              .gives("UPDATE static", KEY, "{s:1}", "{columns:{s:{value:1,writetime:7}}}"),
          of("static only, INSERT", WIDE, "INSERT INTO %s (k, s) VALUES (#, 1) USING TIMESTAMP 7")
              .gives("UPDATE static", KEY, "{s:1}", "{columns:{s:{value:1,writetime:7}}}"),
          of("static deleted", WIDE, "DELETE s FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("UPDATE static", KEY, "{s:null}", "{columns:{s:{deleted:true,writetime:7}}}"),
          of(
                  "static with a row",
                  WIDE,
                  "INSERT INTO %s (k, c, d, s, v) VALUES (#, 1, 2, 3, 4) USING TIMESTAMP 7")
              .gives("UPDATE static", KEY, "{s:3}", "{columns:{s:{value:3,writetime:7}}}")
              .gives(
                  "INSERT row",
                  "{k:#,c:1,d:2}",
                  "{v:4}",
                  "{liveness:{writetime:7},columns:{v:{value:4,writetime:7}}}"),
          of(
                  "row deleted",
                  WIDE,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1 AND d = 2")
              .gives("DELETE row", "{k:#,c:1,d:2}", null, DELETED),
          of(
                  "rows deleted, by IN",
                  WIDE,
                  "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1 AND d IN (1, 2)")
              .gives("DELETE row", "{k:#,c:1,d:2}", null, DELETED)
              .gives("DELETE row", "{k:#,c:1,d:1}", null, DELETED),
          of("partition deleted", WIDE, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("DELETE partition", KEY, "{start:null,end:null," + ORDER, DELETED),
          of("row without clustering deleted", ROWS, "DELETE FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives("DELETE row", KEY, null, DELETED),
          range("c > 2 AND c <= 5", bound("c:2", false), bound("c:5", true)),
          range("c >= 2 AND c < 5", bound("c:2", true), bound("c:5", false)),
          range("c >= 3", bound("c:3", true), "null"),
          range("c > 3", bound("c:3", false), "null"),
          range("c <= 3", "null", bound("c:3", true)),
          range("c < 3", "null", bound("c:3", false)),
          range("c = 4", bound("c:4", true), bound("c:4", true)),
          range("c = 4 AND d >= 1 AND d < 9", bound("c:4,d:9", false), bound("c:4,d:1", true)),
          range("c = 4 AND d > 1", bound("c:4", true), bound("c:4,d:1", false)),
          of(
                  "partition deleted, and rows of it written",
                  WIDE,
                  "BEGIN BATCH DELETE FROM %s USING TIMESTAMP 7 WHERE k = #;"
                      + " UPDATE %s USING TIMESTAMP 8 SET v = 1 WHERE k = # AND c = 1 AND d = 1;"
                      + " UPDATE %s USING TIMESTAMP 8 SET s = 2 WHERE k = #; APPLY BATCH")
              .gives("DELETE partition", KEY, "{start:null,end:null," + ORDER, DELETED)
              .gives("UPDATE static", KEY, "{s:2}", "{columns:{s:{value:2,writetime:8}}}")
              .gives("UPDATE row", "{k:#,c:1,d:1}", "{v:1}", "{columns:{v:{value:1,writetime:8}}}"),
          of(
                  "row deleted, and written again",
                  WIDE,
                  "BEGIN BATCH UPDATE %s USING TIMESTAMP 8 SET v = 1"
                      + " WHERE k = # AND c = 1 AND d = 1;"
                      + " DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND c = 1 AND d = 1;"
                      + " APPLY BATCH")
              .gives("DELETE row", "{k:#,c:1,d:1}", null, DELETED)
              .gives(
                  "UPDATE row", "{k:#,c:1,d:1}", "{v:1}", "{columns:{v:{value:1,writetime:8}}}"));

  static final List<Mutation> ELEMENTS =
      List.of(
          replaced("set", SETS, "{2, 1}", "[1,2]", "{value:1,writetime:7},{value:2,writetime:7}"),
          replaced("set, by none", SETS, "{}", "null", ""),
          elements("v = v + {3, 4}", SETS, "{$add:[3,4]}", put("value:3"), put("value:4")),
          elements("v = v - {3}", SETS, "{$remove:[3]}", removed("value:3")),
          replaced(
              "map",
              MAPS,
              "{'b': 2, 'a': 1}",
              "{a:1,b:2}",
              put("key:'a',value:1") + "," + put("key:'b',value:2")),
          elements("v['a'] = 1", MAPS, "{$put:{a:1}}", put("key:'a',value:1")),
          elements(
              "v['b'] = null, v['c'] = 3",
              MAPS,
              "{$put:{c:3},$remove:['b']}",
              removed("key:'b'"),
              put("key:'c',value:3")),
          elements("v = v + {'d': 4}", MAPS, "{$put:{d:4}}", put("key:'d',value:4")),
          elements("v = v - {'d'}", MAPS, "{$remove:['d']}", removed("key:'d'")),
          of("element deleted", MAPS, "DELETE v['a'] FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:{$remove:['a']}}",
                  "{columns:{v:{elements:[" + removed("key:'a'") + "]}}}"),
          of(
                  "element with a TTL",
                  MAPS,
                  "UPDATE %s USING TTL 60 AND TIMESTAMP 7 SET v['a'] = 1 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:{$put:{a:1}}}",
                  "{columns:{v:{elements:[{key:'a',value:1,writetime:7,ttl:60}]}}}"),
          replaced(
              "list",
              LISTS,
              "['b', 'a', 'b']",
              "['b','a','b']",
              String.join(
                  ",",
                  put("id:'ID',value:'b'"),
                  put("id:'ID',value:'a'"),
                  put("id:'ID',value:'b'"))),
          elements("v = v + ['z']", LISTS, "{$put:{ID:'z'}}", put("id:'ID',value:'z'")),
          elements("v = ['y'] + v", LISTS, "{$put:{ID:'y'}}", put("id:'ID',value:'y'")),
          ofKnownList("UPDATE %s USING TIMESTAMP 7 SET v[0] = 'c' WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:{$put:{ID:'c'}}}",
                  "{columns:{v:{elements:[" + put("id:'ID',value:'c'") + "]}}}"),
          ofKnownList("DELETE v[0] FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:{$remove:['ID']}}",
                  "{columns:{v:{elements:[" + removed("id:'ID'") + "]}}}"),
          ofKnownList("UPDATE %s USING TIMESTAMP 7 SET v = v - ['a'] WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:{$remove:['ID']}}",
                  "{columns:{v:{elements:[" + removed("id:'ID'") + "]}}}"),
          replaced(
              "user-defined type",
              TYPES,
              "{street: 'Elm', zip: 1}",
              "{street:'Elm',zip:1}",
              put("field:'street',value:'Elm'") + "," + put("field:'zip',value:1")),
          replaced(
              "user-defined type, in part",
              TYPES,
              "{zip: 1}",
              "{street:null,zip:1}",
              put("field:'zip',value:1")),
          elements("v.zip = 2", TYPES, "{$set:{zip:2}}", put("field:'zip',value:2")),
          elements("v.street = null", TYPES, "{$remove:['street']}", removed("field:'street'")),
          of("whole deleted", TYPES, "DELETE v FROM %s USING TIMESTAMP 7 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:null}",
                  "{columns:{v:{deletion:{writetime:7},elements:[]}}}"));

  private Mutations() {}

  static Mutation of(String name, String table, String statement) {
    return new Mutation(name, table).cql(statement);
  }

  static Mutation range(String where, String start, String end) {
    return of(
            "range deleted, " + where,
            WIDE,
            "DELETE FROM %s USING TIMESTAMP 7 WHERE k = # AND " + where)
        .gives("DELETE range", KEY, "{start:" + start + ",end:" + end + "," + ORDER, DELETED);
  }

  static String bound(String clustering, boolean inclusive) {
    return "{clustering:{" + clustering + "},inclusive:" + inclusive + "}";
  }

  static Mutation replaced(String what, String table, String cql, String flat, String elements) {
    return of(
            "replaced: " + what,
            table,
            "UPDATE %s USING TIMESTAMP 7 SET v = " + cql + " WHERE k = #")
        .gives(
            "UPDATE row",
            KEY,
            "{v:" + flat + "}",
            "{columns:{v:{deletion:{writetime:6},elements:[" + elements + "]}}}");
  }

  static Mutation elements(String set, String table, String flat, String... elements) {
    return of(set, table, "UPDATE %s USING TIMESTAMP 7 SET " + set + " WHERE k = #")
        .gives(
            "UPDATE row",
            KEY,
            "{v:" + flat + "}",
            "{columns:{v:{elements:[" + String.join(",", elements) + "]}}}");
  }

  /** Of elements that Cassandra looks up, since the client does not know their ids. */
  private static Mutation ofKnownList(String statement) {
    return of(
            statement.replaceAll("UPDATE .* SET | FROM .* 7| WHERE.*", ""),
            LISTS,
            "UPDATE %s USING TIMESTAMP 6 SET v = v + ['a'] WHERE k = #")
        .cql(statement)
        .gives(
            "UPDATE row",
            KEY,
            "{v:{$put:{ID:'a'}}}",
            "{columns:{v:{elements:[{id:'ID',value:'a',writetime:6}]}}}");
  }

  static String put(String element) {
    return "{" + element + ",writetime:7}";
  }

  static String removed(String element) {
    return "{" + element + ",deleted:true,writetime:7}";
  }
}
