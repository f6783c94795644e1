package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.sandbox.ApicurioRegistry;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.AvroRegistry;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/**
 * A relay that writes the tables of a keyspace with Apicurio's Avro converter, which is a plugin,
 * and with JsonConverter and schemas: topics {@code avro-flat.keyspace.table}, {@code json-flat.…}
 * and so on. And the registry for it, which does not run yet.
 */
final class AvroDelivery {
  /** As docs/event-formats.md has it. */
  static final String CONVERTER =
      "{ class: io.apicurio.registry.utils.converter.AvroConverter,"
          + " apicurio.registry.url: \"http://localhost:8080/apis/registry/v2\","
          + " apicurio.registry.auto-register: true }";

  private static final String URL = "http://localhost:8080/apis/registry/v2";

  final ApicurioRegistry server;
  final AvroRegistry registry;
  private final Servers servers;
  private final RelaySettings settings;
  private RelayProcess relay;

  AvroDelivery(Servers servers) {
    this.servers = servers;
    server = servers.stoppedRegistry();
    registry = new AvroRegistry(server.url());
    settings = new RelaySettings().plugins(ApicurioRegistry.plugins());
  }

  /** Adds a destination of Avro, and one of JSON. */
  AvroDelivery envelope(String envelope, String keyspace) {
    destination("avro-" + envelope, envelope, keyspace, CONVERTER.replace(URL, server.url()));
    String json = "{ class: org.apache.kafka.connect.json.JsonConverter, schemas.enable: true }";
    destination("json-" + envelope, envelope, keyspace, json);
    return this;
  }

  private void destination(String name, String envelope, String keyspace, String converter) {
    settings
        .destination(name, name + ".${keyspace}.${table}", servers.kafka().bootstrap())
        .envelope(envelope)
        .converters(converter)
        .channel(keyspace, "*", name);
  }

  /** Starts the relay. */
  AvroDelivery start() {
    relay = servers.relay(settings);
    return this;
  }

  TopicReader events(String destination, Table table) {
    return servers.kafka().read(destination + "." + table);
  }

  JsonNode key(Event event) {
    return read(event.keyBytes());
  }

  JsonNode value(Event event) {
    return read(event.valueBytes());
  }

  private JsonNode read(Bytes bytes) {
    return bytes == null ? Json.parse(null) : AvroJson.of(registry.read(bytes));
  }

  /** Stops the relay, and starts it again. */
  void restart() {
    relay.restart();
  }

  /** Whether the relay has logged a text. */
  boolean hasLogged(String text) {
    try {
      return Files.readString(relay.log()).contains(text);
    } catch (IOException e) {
      throw new AssertionError("the relay has no log", e);
    }
  }

  /** The lines of a destination's dead letters. */
  List<String> deadLetters(String destination) throws IOException {
    Path directory = relay.log().resolveSibling("state/dead-letters/" + destination);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.flatMap(AvroDelivery::lines).toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new AssertionError("dead letters are not to be read", e);
    }
  }
}
