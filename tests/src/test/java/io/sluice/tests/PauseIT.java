package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.AdminCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import io.sluice.tests.harness.Writers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels and destinations are paused and resumed while a relay runs. */
@EndToEnd
class PauseIT {
  private final Servers servers;
  private final Kafka kafka;
  private final Table paused;
  private final Table other;
  private final Map<Table, Integer> written = new ConcurrentHashMap<>();

  PauseIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
    this.paused = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
    this.other = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneOfTwoChannelsWaitsUnderLoadAndNothingIsLostOrDoubled(boolean exactlyOnce) {
    RelaySettings settings = settings();
    AdminCommands commands = start(exactlyOnce ? settings.exactlyOnce() : settings);
    try (Kafka committed = Kafka.committed(kafka.bootstrap())) {
      TopicReader waits = read(committed, paused);
      TopicReader goesOn = read(committed, other);
      try (Writers writers = new Writers()) {
        writers.start("paused", sequence -> write(paused, 1));
        writers.start("other", sequence -> write(other, 1));
        waits.next(100);
        commands.done(channel("pause", "--transmission"));
        waits.toTheEnd();
        goesOn.next(200);
        assertThat(waits.toTheEnd()).isEmpty();
        commands.done(channel("resume", "--transmission"));
        waits.next(100);
      }
      assertAllCame(waits, paused);
      assertAllCame(goesOn, other);
    }
  }

  private void assertAllCame(TopicReader reader, Table table) {
    int all = written.get(table);
    reader.next(all - reader.soFar().size());
    assertThat(reader.toTheEnd()).isEmpty();
    assertThat(keys(reader.soFar()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, all).boxed().toList());
  }

  @Test
  void aPauseOutlivesTheRelayHoweverItEnds() {
    RelayProcess relay = servers.relay(settings());
    AdminCommands commands = new AdminCommands(relay);
    TopicReader waits = read(paused);
    TopicReader goesOn = read(other);
    assertThat(commands.done(channel("pause", "--transmission")))
        .isEqualTo("Channel " + shown() + ": transmission was paused\n");
    write(paused, 2);
    relay.kill();
    write(paused, 1);
    relay.start();
    write(other, 1);
    goesOn.next(1);
    relay.restart();
    write(other, 1);
    goesOn.next(1);
    assertThat(waits.toTheEnd()).isEmpty();
    assertThat(commands.done("channel", "status", "--no-pretty-print"))
        .contains(
            "dc1,%s,%s,true,false,FIFO,demo,true,".formatted(paused.keyspace(), paused.name()))
        .contains(
            "dc1,%s,%s,true,true,FIFO,demo,true,0,".formatted(other.keyspace(), other.name()));
    assertThat(commands.done("destination", "list", "--no-pretty-print"))
        .as("what is kept is yet to be delivered")
        .contains("\ndemo,true,${keyspace}.${table},")
        .doesNotContain("\ndemo,true,${keyspace}.${table},0,");

    assertThat(commands.done(channel("resume", "--transmission")))
        .isEqualTo("Channel " + shown() + ": transmission was resumed\n");
    assertThat(keys(waits.next(3))).containsExactly(1, 2, 3);
    relay.kill();
    relay.start();
    write(paused, 1);
    assertThat(keys(waits.until("4", event -> event.key().contains("4"))))
        .as("what was not stored yet comes again")
        .isSubsetOf(1, 2, 3, 4);
  }

  @Test
  void whatIsTruncatedOrNotCollectedNeverComes() {
    AdminCommands commands = start(settings());
    TopicReader records = read(paused);
    commands.done(channel("pause", "--transmission"));
    write(paused, 2);
    assertThat(commands.done(channel("truncate")))
        .isEqualTo("Channel " + shown() + ": what was queued is dropped\n");
    write(paused, 1);
    commands.done(channel("resume", "--transmission"));
    assertThat(keys(records.next(1))).containsExactly(3);

    commands.done(channel("pause", "--collection"));
    write(paused, 2);
    commands.done(channel("resume", "--collection"));
    write(paused, 1);
    assertThat(keys(records.next(1))).containsExactly(6);
  }

  @Test
  void aWholeDestinationIsPausedByCommandAndAChannelByConfiguration() throws IOException {
    RelayProcess relay = servers.relay(settings());
    AdminCommands commands = new AdminCommands(relay);
    assertThat(commands.done("destination", "pause", "--name", "demo", "--transmission"))
        .isEqualTo("Destination demo: transmission was paused\n");
    write(paused, 1);
    write(other, 1);
    relay.restart();
    assertThat(commands.done("destination", "list", "--no-pretty-print")).contains("demo,false,");
    Path file = relay.log().resolveSibling("relay.yaml");
    String yaml = Files.readString(file);
    String off = ", destination: demo, transmission_enabled: false }";
    String table = "keyspace: %s, table: \"%s\"".formatted(paused.keyspace(), paused.name());
    Files.writeString(file, yaml.replace(table + ", destination: demo }", table + off));
    relay.hangUp();
    Awaitility.await("the configuration")
        .until(() -> Files.readString(relay.log()).contains("configuration taken up"));
    commands.done("destination", "resume", "--name", "demo", "--transmission");
    TopicReader waits = read(paused);
    read(other).next(1);
    assertThat(waits.toTheEnd()).isEmpty();
    assertThat(commands.refused(channel("resume", "--transmission")))
        .contains(
            "channel " + shown() + " has transmission_enabled: false in the configuration; set it");
    Files.writeString(file, yaml);
    assertThat(keys(waits.next(1))).containsExactly(1);
  }

  @Test
  void whatIsWrongIsOneLineWithTheFix() {
    AdminCommands commands = start(settings());
    assertThat(commands.refused(channel("pause")))
        .contains("missing: --collection, --transmission, or both");
    assertThat(
            commands.refused(
                "channel",
                "pause",
                "--source-keyspace",
                "none",
                "--source-table",
                "t",
                "--destinations",
                "demo",
                "--transmission"))
        .contains("there is no channel dc=* keyspace=none table=t to demo; sluice channel status");
    assertThat(commands.refused("destination", "pause", "--name", "none", "--transmission"))
        .contains("there is no destination none; sluice destination list");
  }

  private AdminCommands start(RelaySettings settings) {
    return new AdminCommands(servers.relay(settings));
  }

  private RelaySettings settings() {
    return new RelaySettings()
        .destination("demo", "${keyspace}.${table}", kafka.bootstrap())
        .channel(paused, "demo")
        .channel(other, "demo");
  }

  private String[] channel(String verb, String... switches) {
    Stream<String> arguments =
        Stream.of(
            "channel",
            verb,
            "--source-keyspace",
            paused.keyspace(),
            "--source-table",
            paused.name(),
            "--destinations",
            "demo");
    return Stream.concat(arguments, Stream.of(switches)).toArray(String[]::new);
  }

  private String shown() {
    return "dc=dc1 keyspace=%s table=%s to demo".formatted(paused.keyspace(), paused.name());
  }

  private TopicReader read(Table table) {
    return read(kafka, table);
  }

  private static TopicReader read(Kafka kafka, Table table) {
    return kafka.read(table.keyspace() + "." + table.name());
  }

  private void write(Table table, int rows) {
    for (int i = 0; i < rows; i++) {
      int k = written.getOrDefault(table, 0) + 1;
      table.execute("INSERT INTO %s (k) VALUES (?)", k);
      written.put(table, k);
    }
  }

  private static List<Integer> keys(List<Event> events) {
    return events.stream()
        .map(event -> Integer.parseInt(event.key().replaceAll("\\D", "")))
        .toList();
  }
}
