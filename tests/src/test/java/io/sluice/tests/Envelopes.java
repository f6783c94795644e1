package io.sluice.tests;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.Map;

/**
 * A keyspace whose tables one relay delivers in every envelope, each to a topic of its own: {@code
 * keyspace.table.envelope}. It is there for one test.
 */
final class Envelopes {
  /** How the records of each envelope are read. */
  static final Map<String, Form> FORMS =
      Map.of(
          "flat", new FlatForm(),
          "change", new ChangeForm(),
          "protobuf", new ProtobufForm(),
          "debezium", new DebeziumForm());

  private final Kafka kafka;
  private final Keyspace keyspace;
  private final RelayProcess relay;

  Envelopes(Servers servers) {
    kafka = servers.kafka();
    keyspace = servers.cluster().keyspace();
    RelaySettings settings = new RelaySettings();
    for (String envelope : FORMS.keySet()) {
      settings
          .destination(envelope, "${keyspace}.${table}." + envelope, kafka.bootstrap())
          .envelope(envelope)
          .channel(keyspace.name(), "*", envelope);
    }
    relay = servers.relay(settings);
  }

  /** Creates a user-defined type. */
  void type(String name, String fields) {
    keyspace.type(name, fields);
  }

  /**
   * Creates a table that is captured and delivered.
   *
   * @param definition in parentheses: columns and primary key, and what may follow them
   */
  Table table(String definition) {
    Table table = keyspace.table(definition);
    kafka.createTopics(FORMS.keySet().stream().map(envelope -> topic(table, envelope)).toList());
    return table;
  }

  /** To stop and start. */
  RelayProcess relay() {
    return relay;
  }

  TopicReader events(Table table, String envelope) {
    return kafka.read(topic(table, envelope));
  }

  private static String topic(Table table, String envelope) {
    return table + "." + envelope;
  }
}
