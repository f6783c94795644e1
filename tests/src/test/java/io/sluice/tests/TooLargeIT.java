package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.DeadLetterCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.KafkaAdmin;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.SluiceCommand;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes up to the largest that Cassandra takes by default, 16 MiB. */
@EndToEnd
class TooLargeIT {
  private static final int MIB = 1 << 20;
  private static final List<Integer> SIZES =
      List.of(MIB, MIB + MIB / 100, 5 * MIB, 16 * MIB - 64 * 1024);
  private static final String LARGE = Integer.toString(32 * MIB);
  private static final Map<String, String> LARGE_RECORDS =
      Map.of("max.request.size", LARGE, "buffer.memory", LARGE);
  private static final String INSERT = "INSERT INTO %s (k, v) VALUES (?, ?)";

  private final Servers servers;
  private final Table table;
  private final String topic;

  TooLargeIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table("(k int PRIMARY KEY, v text)");
    topic = table.toString();
  }

  @Test
  void changesLargerThanKafkaTakesAreDeadLettersUntilItDoes() {
    RelayProcess relay = servers.relay(settings(Map.of()));
    write();

    TopicReader records = servers.kafka().read(topic);
    assertThat(records.next(SIZES.size()))
        .extracting(Event::value)
        .containsOnly("{\"v\":\"small\"}");
    DeadLetterCommands deadLetters = new DeadLetterCommands(relay);
    assertThat(deadLetters.list())
        .hasSize(SIZES.size())
        .allSatisfy(line -> assertThat(line).contains("RecordTooLargeException", topic));
    assertThat(relay.log())
        .content()
        .contains("kafka.max.request.size", "max.message.bytes", "state/dead-letters/d/");

    allowLargeRecords();
    settings(LARGE_RECORDS).write(deadLetters.home(), servers.node().journalDirectory());
    SluiceCommand replay = deadLetters.replay("d"); // beside the relay, which runs
    assertThat(replay.exitCode()).as(replay.output()).isZero();
    assertSizes(records.next(SIZES.size()));

    assertThat(deadLetters.list()).isEmpty();
    assertThat(deadLetters.replay("d").exitCode()).isZero();
    table.execute(INSERT, -1, "last");
    assertThat(records.next().value()).isEqualTo("{\"v\":\"last\"}");
  }

  @Test
  void changesAreDeliveredWhereKafkaTakesThem() {
    try (KafkaAdmin admin = new KafkaAdmin(servers.kafka().bootstrap())) {
      admin.create(topic, Map.of("max.message.bytes", LARGE));
    }
    RelayProcess relay = servers.relay(settings(LARGE_RECORDS));
    write();

    List<Event> events = servers.kafka().read(topic).next(2 * SIZES.size());
    assertSizes(events.stream().filter(event -> event.valueBytes().get().length > 100).toList());
    assertThat(new DeadLetterCommands(relay).list()).isEmpty();
  }

  /** After each large one a small one, which it must not hold up. */
  private void write() {
    for (int i = 0; i < SIZES.size(); i++) {
      table.execute(INSERT, i, "x".repeat(SIZES.get(i)));
      table.execute(INSERT, SIZES.size() + i, "small");
    }
  }

  private static void assertSizes(List<Event> large) {
    assertThat(large)
        .extracting(event -> event.valueBytes().get().length - "{\"v\":\"\"}".length())
        .containsExactlyElementsOf(SIZES);
  }

  private void allowLargeRecords() {
    try (KafkaAdmin admin = new KafkaAdmin(servers.kafka().bootstrap())) {
      admin.set(topic, "max.message.bytes", LARGE);
    }
  }

  private RelaySettings settings(Map<String, String> kafka) {
    return new RelaySettings()
        .destination("d", topic, servers.kafka().bootstrap(), kafka)
        .channel(table, "d");
  }
}
