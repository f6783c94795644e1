package io.sluice.tests;

import java.util.List;

/**
 * What can be done to COMPACT STORAGE tables, and what comes of it: that of the table that CQL
 * shows. They have no row markers, so an INSERT is an UPDATE, but where there is nothing but keys;
 * and where there are clustering columns a row goes with its value.
 */
final class CompactStories {
  private static final String COMPACT = " WITH COMPACT STORAGE";

  static final List<Story> ALL = List.of(rows(), counters(), values(), prefixes(), keys());

  private CompactStories() {}

  private static Story rows() {
    return new Story("no clustering column", "(k int PRIMARY KEY, a int, b text)" + COMPACT)
        .run("INSERT INTO %s (k, a, b) VALUES (1, 1, 'x')")
        .updates("{k:1}", "{a:1,b:'x'}")
        .run("UPDATE %s SET a = 2 WHERE k = 1")
        .updates("{k:1}", "{a:2}")
        .run("INSERT INTO %s (k, a) VALUES (1, null) USING TTL 60")
        .updates("{k:1}", "{a:null}")
        .run("DELETE b FROM %s WHERE k = 1")
        .updates("{k:1}", "{b:null}")
        .run("DELETE FROM %s WHERE k = 1")
        .deletes("{k:1}")
        .run(
            "BEGIN BATCH DELETE FROM %s USING TIMESTAMP 7 WHERE k = 2;"
                + " UPDATE %s USING TIMESTAMP 8 SET a = 1 WHERE k = 2; APPLY BATCH")
        .deletes("{k:2}")
        .updates("{k:2}", "{a:1}")
        .run("INSERT INTO %s (k, a) VALUES (3, 1) IF NOT EXISTS")
        .updates("{k:3}", "{a:1}")
        .run("UPDATE %s SET a = 2 WHERE k = 3 IF a = 9");
  }

  private static Story counters() {
    return new Story("counters", "(k int, c int, n counter, PRIMARY KEY (k, c))" + COMPACT)
        .run("UPDATE %s SET n = n + 2 WHERE k = 1 AND c = 1")
        .updates("{k:1,c:1}", "{n:2}")
        .run("DELETE FROM %s WHERE k = 1 AND c = 1")
        .deletes("{k:1,c:1}")
        .recreate("(k int PRIMARY KEY, n counter, m counter)" + COMPACT)
        .run("UPDATE %s SET n = n - 3, m = m + 1 WHERE k = 1")
        .updates("{k:1}", "{m:1,n:-3}");
  }

  private static Story values() {
    return new Story(
            "one clustering column",
            "(k int, c int, v text, PRIMARY KEY (k, c))"
                + COMPACT
                + " AND CLUSTERING ORDER BY (c DESC)")
        .run("INSERT INTO %s (k, c, v) VALUES (1, 2, 'x')")
        .updates("{k:1,c:2}", "{v:'x'}")
        .run("UPDATE %s SET v = '' WHERE k = 1 AND c = 2")
        .updates("{k:1,c:2}", "{v:''}")
        .run("DELETE v FROM %s WHERE k = 1 AND c = 2")
        .deletes("{k:1,c:2}")
        .run("INSERT INTO %s (k, c, v) VALUES (1, 3, null)")
        .deletes("{k:1,c:3}")
        .run("DELETE FROM %s WHERE k = 1 AND c = 4")
        .deletes("{k:1,c:4}")
        .run("DELETE FROM %s WHERE k = 1 AND c > 5")
        .gives("DELETE range", "{k:1}", "null")
        .run("DELETE FROM %s WHERE k = 1")
        .gives("DELETE partition", "{k:1}", "null");
  }

  private static Story prefixes() {
    return new Story(
            "several clustering columns",
            "(k int, p text, c int, d text, v frozen<list<int>>, PRIMARY KEY ((k, p), c, d))"
                + COMPACT)
        .run("INSERT INTO %s (k, p, c, d, v) VALUES (1, '', 1, 'd', [1])")
        .updates("{k:1,p:'',c:1,d:'d'}", "{v:[1]}")
        .run("INSERT INTO %s (k, p, c, v) VALUES (1, '', 1, [2])")
        .updates("{k:1,p:'',c:1,d:null}", "{v:[2]}")
        .run("DELETE FROM %s WHERE k = 1 AND p = '' AND c = 1")
        .gives("DELETE range", "{k:1,p:''}", "null");
  }

  private static Story keys() {
    return new Story("keys only", "(k int, c int, PRIMARY KEY (k, c))" + COMPACT)
        .run("INSERT INTO %s (k, c) VALUES (1, 1)")
        .inserts("{k:1,c:1}", "{}")
        .run("INSERT INTO %s (k, c) VALUES (1, 2) USING TTL 60")
        .inserts("{k:1,c:2}", "{}")
        .run("DELETE FROM %s WHERE k = 1 AND c = 1")
        .deletes("{k:1,c:1}")
        .run("DELETE FROM %s WHERE k = 1 AND c >= 1")
        .gives("DELETE range", "{k:1}", "null");
  }
}
