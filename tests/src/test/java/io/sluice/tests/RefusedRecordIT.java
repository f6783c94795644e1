package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.DeadLetterCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.KafkaAdmin;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.SluiceCommand;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the broker itself refuses: one record, or all. */
@EndToEnd
class RefusedRecordIT {
  private static final String INSERT = "INSERT INTO %s (k, v) VALUES (?, ?)";
  private static final int HALT_AFTER = 5;
  private static final int ROWS = 40;

  private final Servers servers;
  private final Table table;
  private final KafkaAdmin admin;

  RefusedRecordIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table("(k int PRIMARY KEY, v text)");
    admin = servers.kafkaAdmin();
  }

  @Test
  void aRecordThatTheTopicDoesNotTakeIsADeadLetterAndHoldsUpNothing() {
    String topic = table.toString();
    admin.create(topic, Map.of("message.timestamp.before.max.ms", "3600000"));
    RelayProcess relay =
        servers.relay(
            new RelaySettings()
                .destination("d", topic, servers.kafka().bootstrap())
                .channel(table, "d"));

    TopicReader records = servers.kafka().read(topic);
    table.execute(INSERT, 1, "a");
    assertThat(records.next()).extracting(Event::value).isEqualTo("{\"v\":\"a\"}");
    table.execute("INSERT INTO %s (k, v) VALUES (2, 'old') USING TIMESTAMP 1000");
    table.execute(INSERT, 3, "b");
    assertThat(records.next()).extracting(Event::value).isEqualTo("{\"v\":\"b\"}");
    DeadLetterCommands deadLetters = new DeadLetterCommands(relay);
    assertThat(deadLetters.list())
        .singleElement()
        .asString()
        .contains("InvalidTimestampException", "\"table\":\"" + table + "\"");
    assertThat(relay.log()).content().contains("message.timestamp.before.max.ms");

    SluiceCommand refused = deadLetters.replay("d");
    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output()).contains("refused again", "d: 0 replayed, 1 still refused");
    admin.set(topic, "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    assertThat(deadLetters.replay("d").exitCode()).isZero();
    assertThat(records.until("the replayed one", event -> event.value().contains("old")))
        .as("before it, b may have come again, which was behind the refused one")
        .last()
        .returns(1L, Event::timestamp);
  }

  /** A mistake in a topic's settings, which does not cost the backlog. */
  @Test
  void whereAllIsRefusedTheDestinationHaltsUntilTheTopicIsMended() {
    assertHaltsUntilMended(settings -> settings);
  }

  @Test
  void soItDoesWithTransactions() {
    assertHaltsUntilMended(RelaySettings::exactlyOnce);
  }

  private void assertHaltsUntilMended(UnaryOperator<RelaySettings> delivery) {
    String narrow = table + "-narrow";
    admin.create(narrow, Map.of("max.message.bytes", "300"));
    RelaySettings settings =
        new RelaySettings().destination("narrow", narrow, servers.kafka().bootstrap());
    RelayProcess relay =
        servers.relay(
            delivery
                .apply(settings.haltAfter(HALT_AFTER))
                .destination("wide", table + "-wide", servers.kafka().bootstrap())
                .channel(table, "narrow")
                .channel(table, "wide"));

    IntStream.range(0, ROWS).forEach(row -> table.execute(INSERT, row, "x".repeat(1000)));

    assertThat(keys(servers.kafka().read(table + "-wide"), ROWS)).isEqualTo(keys(0, ROWS));
    Awaitility.await("the relay's report that it halts")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(relay.log()).contains("HALTED"));
    assertThat(relay.log())
        .content()
        .contains("destination narrow: HALTED: 5 records in a row for topic " + narrow)
        .contains("max.message.bytes");

    admin.set(narrow, "max.message.bytes", "1000000");
    DeadLetterCommands deadLetters = new DeadLetterCommands(relay);
    int refused = deadLetters.list().size();
    assertThat(refused).isLessThanOrEqualTo(HALT_AFTER);
    try (Kafka committed = Kafka.committed(servers.kafka().bootstrap())) {
      TopicReader records = committed.read(narrow);
      assertThat(keys(records, ROWS - refused)).isEqualTo(keys(refused, ROWS));
      SluiceCommand replay = deadLetters.replay("narrow");
      assertThat(replay.exitCode()).as(replay.output()).isZero();
      assertThat(keys(records, refused)).isEqualTo(keys(0, refused));
    }
  }

  private static List<String> keys(TopicReader topic, int count) {
    return topic.next(count).stream().map(Event::key).toList();
  }

  private static List<String> keys(int from, int to) {
    List<String> keys = new ArrayList<>();
    IntStream.range(from, to).forEach(row -> keys.add("{\"k\":" + row + "}"));
    return keys;
  }
}
