package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.DeadLetterCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.KafkaAdmin;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.acl.AclOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics that are not there, or that may not be used, on a broker that creates none by itself. */
@EndToEnd
class ForbiddenTopicIT {
  private static final List<String> FORBIDDEN = List.of("absent", "hidden", "readonly");
  private static final int ROWS = 20;
  private static final String REMEDY =
      ".*(the topic exists and may be written to|the right to write to the topic)";

  private final Servers servers;
  private final Table table;
  private final KafkaBroker broker;

  ForbiddenTopicIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
    broker =
        servers
            .stoppedBroker()
            .property("auto.create.topics.enable", "false")
            .property(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .property("allow.everyone.if.no.acl.found", "true");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theirDestinationsWaitWithASignalAndLoseNothing(boolean exactlyOnce) {
    broker.start();
    try (KafkaAdmin admin = new KafkaAdmin(broker.bootstrap())) {
      List.of("fine", "hidden", "readonly").forEach(topic -> admin.create(topic, Map.of()));
      admin.deny("hidden", AclOperation.ALL);
      admin.deny("readonly", AclOperation.WRITE);
      RelayProcess relay = startRelay(exactlyOnce);

      IntStream.range(0, ROWS).forEach(row -> table.execute("INSERT INTO %s (k) VALUES (?)", row));

      Kafka kafka = servers.kafka(broker);
      assertThat(keys(kafka, "fine")).isEqualTo(keys());
      for (String destination : FORBIDDEN) {
        Pattern report = Pattern.compile("destination " + destination + ": " + REMEDY);
        Awaitility.await("the relay's report of " + destination)
            .atMost(Duration.ofSeconds(60))
            .until(() -> report.matcher(Files.readString(relay.log())).find());
      }

      admin.create("absent", Map.of());
      admin.undeny("hidden", AclOperation.ALL);
      admin.undeny("readonly", AclOperation.WRITE);
      for (String destination : FORBIDDEN) {
        assertThat(keys(kafka, destination)).isEqualTo(keys());
      }
      assertThat(new DeadLetterCommands(relay).list()).isEmpty();
    }
  }

  private RelayProcess startRelay(boolean exactlyOnce) {
    RelaySettings settings = new RelaySettings();
    for (String name : List.of("fine", "absent", "hidden", "readonly")) {
      settings.destination(name, name, broker.bootstrap());
      if (exactlyOnce) {
        settings.exactlyOnce();
      }
      settings.channel(table, name);
    }
    return servers.relay(settings);
  }

  private static List<String> keys(Kafka kafka, String topic) {
    return kafka.read(topic).next(ROWS).stream().map(Event::key).toList();
  }

  private static List<String> keys() {
    return IntStream.range(0, ROWS).mapToObj(row -> "{\"k\":" + row + "}").toList();
  }
}
