package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.sandbox.Checkout;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Apicurio's Avro converter as a plugin, with its registry; read with Avro alone. */
@EndToEnd
class AvroIT {
  private final Keyspace keyspace;
  private final AvroDelivery avro;

  AvroIT(Servers servers) {
    keyspace = servers.cluster().keyspace();
    avro = new AvroDelivery(servers);
    avro.server.start();
  }

  @Test
  void whatIsTestedIsWhatIsDocumented() throws Exception {
    assertThat(Files.readString(Checkout.root().resolve("docs/event-formats.md")))
        .contains("value_converter: " + AvroDelivery.CONVERTER);
  }

  @Test
  void recordsOfFlat() {
    keyspace.type("address", "(zip int, street text)");
    Table table =
        keyspace.table(
            "(k int, c text, b blob, t tuple<int, text>, u frozen<address>, v varint, m map<int, text>,"
                + " s set<int>, PRIMARY KEY (k, c))");
    avro.envelope("flat", keyspace.name()).start();

    table.execute(
        "INSERT INTO %s (k, c, b, t, u, v, m, s) VALUES"
            + " (1, 'c', 0x01, (1, 'y'), {zip: 8050}, 12345678901234567890, {1: 'a'}, {3})");
    table.execute("UPDATE %s SET m[2] = 'b', s = s - {3} WHERE k = 1 AND c = 'c'");
    table.execute("DELETE FROM %s WHERE k = 1 AND c > 'a'");
    table.execute("DELETE FROM %s WHERE k = 1 AND c = 'c'");

    List<Event> events = avro.events("avro-flat", table).next(4);
    assertThat(avro.registry.read(events.get(0).valueBytes()))
        .hasToString(
            "{\"b\": \"\\u0001\", \"t\": {\"field_0\": 1, \"field_1\": \"y\"},"
                + " \"u\": {\"zip\": 8050, \"street\": null}, \"v\": \"12345678901234567890\","
                + " \"m\": {\"replace\": [{\"key\": 1, \"value\": \"a\"}], \"put\": null, \"remove\": null},"
                + " \"s\": {\"replace\": [3], \"add\": null, \"remove\": null}, \"_range\": null}");
    assertThat(events)
        .extracting(avro::key)
        .containsExactly(
            Json.parse("{k: 1, c: 'c'}"),
            Json.parse("{k: 1, c: 'c'}"),
            Json.parse("{k: 1, c: null}"),
            Json.parse("{k: 1, c: 'c'}"));
    assertThat(events)
        .extracting(avro::value)
        .containsExactly(
            Json.parse(
                "{b: 'AQ==', t: {field_0: 1, field_1: 'y'}, u: {zip: 8050, street: null},"
                    + " v: '12345678901234567890',"
                    + " m: {replace: [[1, 'a']], put: null, remove: null},"
                    + " s: {replace: [3], add: null, remove: null}, _range: null}"),
            Json.parse(
                "{b: null, t: null, u: null, v: null,"
                    + " m: {replace: null, put: [[2, 'b']], remove: null},"
                    + " s: {replace: null, add: null, remove: [3]}, _range: null}"),
            Json.parse(
                "{b: null, t: null, u: null, v: null, m: null, s: null, _range: {start:"
                    + " {clustering: {c: 'a'}, inclusive: false}, end: null,"
                    + " clustering_order: {c: 'ASC'}}}"),
            Json.parse(null));
  }

  @Test
  void recordsOfChange() {
    Table table = keyspace.table("(k int PRIMARY KEY, t text, v int, s set<int>)");
    avro.envelope("change", keyspace.name()).start();

    table.execute(
        "INSERT INTO %s (k, t, v) VALUES (1, null, 5) USING TIMESTAMP 1700000000000001 AND TTL 60");
    table.execute("UPDATE %s USING TIMESTAMP 1700000000000002 SET s = s + {3} WHERE k = 1");
    table.execute("DELETE FROM %s USING TIMESTAMP 1700000000000003 WHERE k = 1");

    TopicReader events = avro.events("avro-change", table);
    JsonNode insert = avro.value(events.next());
    assertThat(insert.at("/columns/v/value").intValue()).isEqualTo(5);
    assertThat(insert.at("/columns/v/writetime").longValue()).isEqualTo(1700000000000001L);
    assertThat(insert.at("/columns/v/ttl").intValue()).isEqualTo(60);
    assertThat(insert.at("/columns/t/deleted").booleanValue()).isTrue();
    assertThat(insert.at("/columns/s").isNull()).isTrue();
    assertThat(insert.at("/liveness/ttl").intValue()).isEqualTo(60);
    JsonNode element = avro.value(events.next()).at("/columns/s/elements/0");
    assertThat(element.get("value").intValue()).isEqualTo(3);
    assertThat(element.get("writetime").longValue()).isEqualTo(1700000000000002L);
    JsonNode delete = avro.value(events.next());
    assertThat(delete.at("/deletion/writetime").longValue()).isEqualTo(1700000000000003L);
    assertThat(delete.get("key")).isEqualTo(Json.parse("{k: 1}"));
  }

  @Test
  void everyAlterIsAVersion() throws Exception {
    Table table = keyspace.table("(k int PRIMARY KEY, v text)");
    avro.envelope("flat", keyspace.name()).start();
    TopicReader events = avro.events("avro-flat", table);

    table.execute("INSERT INTO %s (k, v) VALUES (1, 'a')");
    table.execute("UPDATE %s SET v = 'b' WHERE k = 1");
    assertThat(events.next(2))
        .extracting(avro::value)
        .containsExactly(Json.parse("{v: 'a'}"), Json.parse("{v: 'b'}"));
    avro.registry.requireCompatibility("avro-flat." + table + "-value");
    table.execute("ALTER TABLE %s ADD w int");
    table.execute("INSERT INTO %s (k, v, w) VALUES (1, 'c', 3)");
    table.execute("ALTER TABLE %s DROP v");
    table.execute("INSERT INTO %s (k, w) VALUES (1, 4)");

    assertThat(events.next(2))
        .extracting(avro::value)
        .containsExactly(Json.parse("{v: 'c', w: 3}"), Json.parse("{w: 4}"));
    assertThat(avro.registry.versions("avro-flat." + table + "-value")).isEqualTo(3);
    assertThat(avro.registry.versions("avro-flat." + table + "-key")).isEqualTo(1);
  }
}
