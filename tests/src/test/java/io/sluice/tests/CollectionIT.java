package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Collections and user-defined types whose elements are cells of their own. */
@EndToEnd
class CollectionIT {
  private static final String TIMEUUID = "\"[0-9a-f-]{14}1[0-9a-f-]{21}\"";

  private final Servers servers;

  CollectionIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void set() {
    assertThat(
            valuesOf(
                "set<int>",
                "INSERT INTO %s (k, v) VALUES (1, {2, 1})",
                "UPDATE %s SET v = v + {3, 4} WHERE k = 1",
                "UPDATE %s SET v = v - {1} WHERE k = 1",
                "UPDATE %s SET v = {9} WHERE k = 1",
                "UPDATE %s SET v = {} WHERE k = 1",
                "DELETE v FROM %s WHERE k = 1"))
        .containsExactly(
            "{\"v\":[1,2]}",
            "{\"v\":{\"$add\":[3,4]}}",
            "{\"v\":{\"$remove\":[1]}}",
            "{\"v\":[9]}",
            "{\"v\":null}",
            "{\"v\":null}");
  }

  @Test
  void map() {
    assertThat(
            valuesOf(
                "map<text, int>",
                "INSERT INTO %s (k, v) VALUES (1, {'b': 2, 'a': 1})",
                "UPDATE %s SET v['c'] = 3, v['b'] = null WHERE k = 1",
                "UPDATE %s SET v = v + {'d': 4} WHERE k = 1",
                "UPDATE %s SET v = v - {'d'} WHERE k = 1",
                "DELETE v['a'] FROM %s WHERE k = 1"))
        .containsExactly(
            "{\"v\":{\"a\":1,\"b\":2}}",
            "{\"v\":{\"$put\":{\"c\":3},\"$remove\":[\"b\"]}}",
            "{\"v\":{\"$put\":{\"d\":4}}}",
            "{\"v\":{\"$remove\":[\"d\"]}}",
            "{\"v\":{\"$remove\":[\"a\"]}}");
  }

  @Test
  void list() {
    List<String> values =
        valuesOf(
            "list<text>",
            "INSERT INTO %s (k, v) VALUES (1, ['b', 'a', 'b'])",
            "UPDATE %s SET v = v + ['z'] WHERE k = 1",
            "UPDATE %s SET v = ['y'] + v WHERE k = 1",
            "UPDATE %s SET v[1] = 'c' WHERE k = 1",
            "DELETE v[0] FROM %s WHERE k = 1");

    assertThat(values.get(0)).isEqualTo("{\"v\":[\"b\",\"a\",\"b\"]}");
    assertThat(values.get(1)).matches("\\{\"v\":\\{\"\\$put\":\\{" + TIMEUUID + ":\"z\"}}}");
    assertThat(values.get(2)).matches("\\{\"v\":\\{\"\\$put\":\\{" + TIMEUUID + ":\"y\"}}}");
    assertThat(values.get(3)).matches("\\{\"v\":\\{\"\\$put\":\\{" + TIMEUUID + ":\"c\"}}}");
    assertThat(values.get(4)).matches("\\{\"v\":\\{\"\\$remove\":\\[" + TIMEUUID + "]}}");
  }

  @Test
  void userDefinedType() {
    servers.deliveredKeyspace().type("address", "(street text, zip int)");

    assertThat(
            valuesOf(
                "address",
                "INSERT INTO %s (k, v) VALUES (1, {street: 'Elm', zip: 1})",
                "UPDATE %s SET v.zip = 2 WHERE k = 1",
                "UPDATE %s SET v.street = null WHERE k = 1",
                "UPDATE %s SET v = {zip: 3} WHERE k = 1",
                "DELETE v FROM %s WHERE k = 1"))
        .containsExactly(
            "{\"v\":{\"street\":\"Elm\",\"zip\":1}}",
            "{\"v\":{\"$set\":{\"zip\":2}}}",
            "{\"v\":{\"$remove\":[\"street\"]}}",
            "{\"v\":{\"street\":null,\"zip\":3}}",
            "{\"v\":null}");
  }

  @Test
  void ofARowThatIsWrittenWithOtherColumns() {
    Table table = servers.table("(k int PRIMARY KEY, a text, s set<int>, z text)");

    table.execute("INSERT INTO %s (k, a, s, z) VALUES (1, 'a', {1}, 'z') USING TTL 500");

    Event event = servers.events(table).next();
    assertThat(event.value()).isEqualTo("{\"a\":\"a\",\"z\":\"z\",\"s\":[1]}");
    assertThat(event.ttl()).isEqualTo("500");
    assertThat(event.writetime()).isEqualTo(table.writetime("a", "k = 1"));
  }

  private List<String> valuesOf(String type, String... statements) {
    Table table = servers.table("(k int PRIMARY KEY, v " + type + ")");
    for (String statement : statements) {
      table.execute(statement);
    }
    TopicReader events = servers.events(table);
    return events.next(statements.length).stream().map(Event::value).toList();
  }
}
