package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.OnCassandra;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types made of others whose values are one cell. */
@EndToEnd
@TestInstance(Lifecycle.PER_CLASS)
class FrozenTypeIT {
  private final Servers servers;

  FrozenTypeIT(Servers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void createType() {
    servers.deliveredKeyspace().type("point", "(x int, y int, label text)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          frozen<list<int>>              | [3, 1, 3]                 | [3,1,3]
          frozen<set<text>>              | {'b', 'a'}                | ["a","b"]
          frozen<map<text, int>>         | {'a': 1, 'b': 2}          | {"a":1,"b":2}
          frozen<map<int, text>>         | {1: 'a', 2: 'b'}          | [[1,"a"],[2,"b"]]
          tuple<int, text, boolean>      | (1, 'a', true)            | [1,"a",true]
          tuple<int, text, boolean>      | (1, null, true)           | [1,null,true]
          frozen<point>                  | {x: 1, y: 2, label: 'p'}  | {"x":1,"y":2,"label":"p"}
          frozen<point>                  | {x: 1}                    | {"x":1,"y":null,"label":null}
          frozen<list<frozen<list<int>>>>| [[1], []]                 | [[1],[]]
          frozen<map<text, frozen<set<varint>>>> | {'a': {10000000000000000000, 1}} | {"a":["1","10000000000000000000"]}
          frozen<list<frozen<point>>>    | [{x: 1, y: 2}]            | [{"x":1,"y":2,"label":null}]
          frozen<list<int>>              | []                        | []
          frozen<list<int>>              | null                      | null
          """)
  void value(String type, String cql, String json) {
    assertInserted(type, cql, json);
  }

  @ParameterizedTest
  @OnCassandra(since = "5.0", feature = "vector is a type")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vector<float, 3> | [0.5, -1.0, 2.25] | [0.5,-1.0,2.25]
          vector<text, 2>  | ['a', '']         | ["a",""]
          """)
  void vector(String type, String cql, String json) {
    assertInserted(type, cql, json);
  }

  @Test
  void key() {
    Table table = servers.table("(p frozen<set<int>>, c frozen<point>, PRIMARY KEY (p, c))");

    table.execute("INSERT INTO %s (p, c) VALUES ({2, 1}, {x: 1, y: 2})");

    assertThat(servers.events(table).next().key())
        .isEqualTo("{\"p\":[1,2],\"c\":{\"x\":1,\"y\":2,\"label\":null}}");
  }

  private void assertInserted(String type, String cql, String json) {
    Table table = servers.table("(k int PRIMARY KEY, v " + type + ")");

    table.execute("INSERT INTO %s (k, v) VALUES (1, " + cql + ")");

    assertThat(servers.events(table).next().value()).isEqualTo("{\"v\":" + json + "}");
  }
}
