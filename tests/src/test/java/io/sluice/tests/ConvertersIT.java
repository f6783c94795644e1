package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.sandbox.Checkout;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * JsonConverter with schemas and without, in each envelope that has a converter, from a plugin's
 * directory that has Kafka's jars as well, as those of distributions do.
 */
@EndToEnd
class ConvertersIT {
  private static final List<String> ENVELOPES = List.of("flat", "change", "debezium");

  private final Servers servers;
  private final Table table;

  ConvertersIT(Servers servers) throws IOException {
    this.servers = servers;
    Keyspace keyspace = servers.cluster().keyspace();
    keyspace.type("point", "(x int, y int)");
    table =
        keyspace.table("(k int, c text, b blob, p frozen<point>, s set<int>, PRIMARY KEY (k, c))");
    RelaySettings settings = new RelaySettings().plugins(plugins(servers.newDirectory("plugins")));
    for (String envelope : ENVELOPES) {
      destination(settings, "plain-" + envelope, envelope, false);
      destination(settings, "schemas-" + envelope, envelope, true);
    }
    servers.relay(settings);
  }

  private void destination(RelaySettings settings, String name, String envelope, boolean schemas) {
    settings
        .destination(name, table + "." + name, servers.kafka().bootstrap())
        .envelope(envelope)
        .converters(
            "{ class: org.apache.kafka.connect.json.JsonConverter, schemas.enable: %s }"
                .formatted(schemas))
        .channel(table, name);
  }

  private static Path plugins(Path directory) throws IOException {
    Path plugin = Files.createDirectory(directory.resolve("json"));
    try (Stream<Path> jars = Files.list(Checkout.root().resolve("relay/target/sluice/lib"))) {
      for (Path jar : jars.filter(file -> named(file).matches("(connect|kafka)-.*")).toList()) {
        Files.copy(jar, plugin.resolve(named(jar)));
      }
    }
    return directory;
  }

  private static String named(Path file) {
    return file.getFileName().toString();
  }

  @Test
  void flat() {
    write();
    TopicReader plain = events("plain-flat");
    assertThat(plain.next(3))
        .extracting(event -> event.key() + event.value())
        .containsExactly(
            "{\"k\":1,\"c\":\"c\"}{\"b\":\"AQ==\",\"p\":{\"x\":1,\"y\":null},\"s\":[3]}",
            "{\"k\":1,\"c\":\"c\"}{\"s\":{\"$remove\":[3]}}",
            "{\"k\":1,\"c\":\"c\"}null");

    TopicReader schemas = events("schemas-flat");
    assertThat(payloads(schemas.next(3)))
        .containsExactly(
            "{'k':1,'c':'c'}{'b':'AQ==','p':{'x':1,'y':null},"
                + "'s':{'replace':[3],'add':null,'remove':null},'_range':null}",
            "{'k':1,'c':'c'}{'b':null,'p':null,"
                + "'s':{'replace':null,'add':null,'remove':[3]},'_range':null}",
            "{'k':1,'c':'c'}null");
    Event first = schemas.soFar().get(0);
    assertThat(schemaName(first.key())).isEqualTo(table + ".Key");
    assertThat(schemaName(first.value())).isEqualTo(table + ".Value");
    assertThat(Json.parse(first.value()).at("/schema/fields/0"))
        .isEqualTo(Json.parse("{type: 'bytes', optional: true, field: 'b'}"));
  }

  @Test
  void change() {
    write();
    TopicReader plain = events("plain-change");
    TopicReader schemas = events("schemas-change");
    for (Event event : plain.next(3)) {
      JsonNode value = Json.parse(event.value());
      JsonNode withSchema = Json.parse(schemas.next().value());
      assertThat(withoutNulls(withSchema.get("payload"))).isEqualTo(withoutNulls(value));
      assertThat(withSchema.at("/schema/name").textValue()).isEqualTo(table + ".Change");
    }
  }

  @Test
  void debezium() {
    write();
    TopicReader plain = events("plain-debezium");
    TopicReader schemas = events("schemas-debezium");
    for (Event event : plain.next(3)) {
      JsonNode value = Json.parse(event.value());
      JsonNode withSchema = Json.parse(schemas.next().value());
      assertThat(withSchema.at("/payload/after")).isEqualTo(value.get("after"));
      assertThat(withSchema.at("/payload/op")).isEqualTo(value.get("op"));
      assertThat(withSchema.at("/schema/name").textValue())
          .isEqualTo("io.debezium.connector.cassandra.schemas_debezium." + table + ".Envelope");
    }
  }

  private void write() {
    table.execute("INSERT INTO %s (k, c, b, p, s) VALUES (1, 'c', 0x01, {x: 1}, {3})");
    table.execute("UPDATE %s SET s = s - {3} WHERE k = 1 AND c = 'c'");
    table.execute("DELETE FROM %s WHERE k = 1 AND c = 'c'");
  }

  private TopicReader events(String destination) {
    return servers.kafka().read(table + "." + destination);
  }

  private static List<String> payloads(List<Event> events) {
    return events.stream().map(event -> payload(event.key()) + payload(event.value())).toList();
  }

  private static String payload(String json) {
    return json == null ? "null" : Json.parse(json).get("payload").toString().replace('"', '\'');
  }

  private static String schemaName(String json) {
    return Json.parse(json).at("/schema/name").textValue();
  }

  /** What is absent without schemas is null with them. */
  private static JsonNode withoutNulls(JsonNode node) {
    JsonNode copy = node.deepCopy();
    removeNulls(copy);
    return copy;
  }

  private static void removeNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    node.forEach(ConvertersIT::removeNulls);
  }
}
