package io.sluice.tests;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import java.util.List;

/** Every way in which a schema changes. */
final class Stories {
  private static final String ALTER = "ALTER TABLE %s ";

  static final List<Story> ALL =
      List.of(
          columns(),
          keyColumns(),
          preparedBefore(),
          options(),
          recreated(),
          fields(),
          valuePreparedBefore(),
          typeCreated(),
          typeRecreated(),
          compactStorageDropped());

  private Stories() {}

  private static Story columns() {
    return new Story("columns added, dropped, added again", "(k int PRIMARY KEY, b text, c text)")
        .run("INSERT INTO %s (k, b, c) VALUES (1, 'b', 'c')")
        .inserts("{k:1}", "{b:'b',c:'c'}")
        .run(ALTER + "ADD a int")
        .run("INSERT INTO %s (k, a, b, c) VALUES (2, 1, 'b', 'c')")
        .inserts("{k:2}", "{a:1,b:'b',c:'c'}")
        .run(ALTER + "DROP b")
        .run("INSERT INTO %s (k, a, c) VALUES (3, 2, 'c')")
        .inserts("{k:3}", "{a:2,c:'c'}")
        .run("DELETE FROM %s WHERE k = 3")
        .deletes("{k:3}")
        .run(ALTER + "ADD b text")
        .run("UPDATE %s SET b = 'again' WHERE k = 1")
        .updates("{k:1}", "{b:'again'}")
        .run(ALTER + "ADD l frozen<list<int>>")
        .run("UPDATE %s SET b = 'last', l = [1] WHERE k = 1")
        .updates("{k:1}", "{b:'last',l:[1]}");
  }

  private static Story keyColumns() {
    return new Story(
            "key columns renamed", "(k int, c int, s int STATIC, v int, PRIMARY KEY (k, c))")
        .run("INSERT INTO %s (k, c, v) VALUES (1, 2, 3)")
        .inserts("{k:1,c:2}", "{v:3}")
        .run(ALTER + "RENAME k TO id")
        .run("INSERT INTO %s (id, c, v) VALUES (1, 2, 4)")
        .inserts("{id:1,c:2}", "{v:4}")
        .run(ALTER + "RENAME c TO \"Order\"")
        .run("UPDATE %s SET v = 5 WHERE id = 1 AND \"Order\" = 2")
        .updates("{id:1,Order:2}", "{v:5}")
        .run("UPDATE %s SET s = 6 WHERE id = 1")
        .gives("UPDATE static", "{id:1}", "{s:6}")
        .run("DELETE FROM %s WHERE id = 1 AND \"Order\" > 0")
        .gives("DELETE range", "{id:1}", "null");
  }

  private static Story preparedBefore() {
    return new Story("statement prepared before", "(k int PRIMARY KEY, b text, c text)")
        .run("INSERT INTO %s (k, b) VALUES (1, 'b')")
        .inserts("{k:1}", "{b:'b'}")
        .prepare("INSERT INTO %s (k, b) VALUES (?, ?)")
        .run(ALTER + "ADD a int")
        .runPrepared(statement -> statement.bind(2, "after ADD"))
        .inserts("{k:2}", "{b:'after ADD'}")
        .run(ALTER + "DROP c")
        .runPrepared(statement -> statement.bind(3, "after DROP"))
        .inserts("{k:3}", "{b:'after DROP'}");
  }

  /** What was hidden before is then there for all to see. */
  private static Story compactStorageDropped() {
    return new Story("COMPACT STORAGE dropped", "(k int PRIMARY KEY, a int) WITH COMPACT STORAGE")
        .run("INSERT INTO %s (k, a) VALUES (1, 2)")
        .updates("{k:1}", "{a:2}")
        .run(ALTER + "DROP COMPACT STORAGE")
        .run("INSERT INTO %s (k, column1, a, value) VALUES (2, 'x', 3, 0x00)")
        .gives("UPDATE static", "{k:2}", "{a:3}")
        .inserts("{k:2,column1:'x'}", "{value:'AA=='}");
  }

  private static Story options() {
    return new Story("options changed", "(k int PRIMARY KEY, v int)")
        .run("INSERT INTO %s (k, v) VALUES (1, 1)")
        .inserts("{k:1}", "{v:1}")
        .run(ALTER + "WITH comment = 'other' AND gc_grace_seconds = 1")
        .run("INSERT INTO %s (k, v) VALUES (2, 2)")
        .inserts("{k:2}", "{v:2}");
  }

  private static Story recreated() {
    return new Story("table of the same name with another key", "(k int PRIMARY KEY, v text)")
        .run("INSERT INTO %s (k, v) VALUES (1, 'text')")
        .inserts("{k:1}", "{v:'text'}")
        .run("INSERT INTO %s (k, v) VALUES (2, 'text')")
        .inserts("{k:2}", "{v:'text'}")
        .recreate("(k text, v int, w blob, PRIMARY KEY ((k, v), w))")
        .run("INSERT INTO %s (k, v, w) VALUES ('one', 1, 0x00)")
        .inserts("{k:'one',v:1,w:'AA=='}", "{}")
        .run("DELETE FROM %s WHERE k = 'one' AND v = 1 AND w = 0x00")
        .deletes("{k:'one',v:1,w:'AA=='}")
        .recreate("(k int PRIMARY KEY, v text)")
        .run("INSERT INTO %s (k, v) VALUES (3, 'text')")
        .inserts("{k:3}", "{v:'text'}");
  }

  private static Story fields() {
    return new Story("fields of a type added and renamed", "(k int PRIMARY KEY, v int)")
        .run("INSERT INTO %s (k, v) VALUES (1, 1)")
        .inserts("{k:1}", "{v:1}")
        .run("CREATE TYPE KS.growing (a int)")
        .run(ALTER + "ADD f frozen<growing>")
        .run(ALTER + "ADD n growing")
        .run(ALTER + "ADD l frozen<list<frozen<growing>>>")
        .run("INSERT INTO %s (k, f, n, l) VALUES (2, {a: 1}, {a: 2}, [{a: 3}])")
        .inserts("{k:2}", "{f:{a:1},n:{a:2},l:[{a:3}]}")
        .run("ALTER TYPE KS.growing ADD b text")
        .run(
            "INSERT INTO %s (k, f, n, l)"
                + " VALUES (3, {a: 1, b: 'x'}, {a: 2, b: 'y'}, [{a: 3}, {b: 'z'}])")
        .inserts("{k:3}", "{f:{a:1,b:'x'},n:{a:2,b:'y'},l:[{a:3,b:null},{a:null,b:'z'}]}")
        .run("ALTER TYPE KS.growing RENAME a TO \"First\"")
        .run("INSERT INTO %s (k, f, n) VALUES (4, {\"First\": 1}, {\"First\": 2, b: 'y'})")
        .inserts("{k:4}", "{f:{First:1,b:null},n:{First:2,b:'y'}}");
  }

  private static Story valuePreparedBefore() {
    return new Story("type of a prepared statement extended", "(k int PRIMARY KEY, v int)")
        .run("INSERT INTO %s (k, v) VALUES (1, 1)")
        .inserts("{k:1}", "{v:1}")
        .run("CREATE TYPE KS.prepared (a int)")
        .run(ALTER + "ADD f frozen<prepared>")
        .prepare("INSERT INTO %s (k, f) VALUES (?, ?)")
        .runPrepared(statement -> bindOne(statement, 2))
        .inserts("{k:2}", "{f:{a:2}}")
        .run("ALTER TYPE KS.prepared ADD b text")
        .runPrepared(statement -> bindOne(statement, 3))
        .inserts("{k:3}", "{f:{a:3,b:null}}");
  }

  /** With the type as it was when the statement was prepared. */
  private static BoundStatement bindOne(PreparedStatement statement, int value) {
    UserDefinedType type = (UserDefinedType) statement.getVariableDefinitions().get(1).getType();
    UdtValue field = type.newValue().setInt("a", value);
    return statement.bind(value, field);
  }

  private static Story typeCreated() {
    return new Story("type created and used", "(k int PRIMARY KEY, v int)")
        .run("INSERT INTO %s (k, v) VALUES (1, 1)")
        .inserts("{k:1}", "{v:1}")
        .run("CREATE TYPE KS.inner (x int)")
        .run("CREATE TYPE KS.outer (i frozen<inner>, t text)")
        .run(ALTER + "ADD o frozen<outer>")
        .run("INSERT INTO %s (k, o) VALUES (2, {i: {x: 1}, t: 'a'})")
        .inserts("{k:2}", "{o:{i:{x:1},t:'a'}}")
        .recreate("(k frozen<outer> PRIMARY KEY, v int)")
        .run("INSERT INTO %s (k, v) VALUES ({i: {x: 1}, t: 'a'}, 3)")
        .inserts("{k:{i:{x:1},t:'a'}}", "{v:3}");
  }

  private static Story typeRecreated() {
    return new Story("type of the same name with other fields", "(k int PRIMARY KEY, v int)")
        .run("INSERT INTO %s (k, v) VALUES (1, 1)")
        .inserts("{k:1}", "{v:1}")
        .run("CREATE TYPE KS.brief (x int)")
        .run(ALTER + "ADD u frozen<brief>")
        .run("INSERT INTO %s (k, u) VALUES (2, {x: 1})")
        .inserts("{k:2}", "{u:{x:1}}")
        .run(ALTER + "DROP u")
        .run("DROP TYPE KS.brief")
        .run("CREATE TYPE KS.brief (t text, d duration)")
        .run(ALTER + "ADD w frozen<brief>")
        .run("INSERT INTO %s (k, w) VALUES (3, {t: 'a'})")
        .inserts("{k:3}", "{w:{t:'a',d:null}}");
  }
}
