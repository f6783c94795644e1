package io.sluice.tests;

import java.util.List;

/**
 * What {@link CompactMutations} leave out, which are all of tables with one column in the partition
 * key: COMPACT STORAGE tables with several.
 */
final class CompactStories {
  private static final String COMPACT = " WITH COMPACT STORAGE";

  static final List<Story> ALL = List.of(rows(), prefixes());

  private CompactStories() {}

  private static Story rows() {
    return new Story(
            "no clustering column", "(k int, p text, a int, PRIMARY KEY ((k, p)))" + COMPACT)
        .run("INSERT INTO %s (k, p, a) VALUES (1, '', 1)")
        .updates("{k:1,p:''}", "{a:1}")
        .run("DELETE FROM %s WHERE k = 1 AND p = ''")
        .deletes("{k:1,p:''}");
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
}
