package io.sluice.tests;

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
    servers.relay(settings);
  }

  Keyspace keyspace() {
    return keyspace;
  }

  TopicReader events(Table table, String envelope) {
    return kafka.read(table + "." + envelope);
  }
}
