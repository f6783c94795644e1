package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import io.sluice.tests.harness.Writers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A relay's configuration changes while it runs. */
@EndToEnd
class ReconfigureIT {
  private static final String TAKEN_UP = "configuration taken up";
  private static final String REFUSED = "the configuration stays as it was";

  private final Servers servers;
  private final Kafka kafka;
  private final Table table;
  private int written;

  ReconfigureIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
    this.table = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
  }

  @Test
  void aRelayWithoutDestinationsTakesUpTheFirst() throws IOException {
    RelayProcess relay = servers.relay(new RelaySettings());
    write(1);
    Path additions = Files.createDirectories(home(relay).resolve("conf.d"));
    Files.writeString(
        additions.resolve("first.yaml"),
        """
        destinations:
          - { name: first, topic: reconfigure-first, kafka: { bootstrap.servers: "%s" } }
        channels:
          - { keyspace: %s, table: %s, destination: first }
        """
            .formatted(kafka.bootstrap(), table.keyspace(), table.name()));
    assertThat(keys(kafka.read("reconfigure-first").next(1))).containsExactly(1);
  }

  @Test
  void destinationsComeChangeAndGoAndEachGoesOnWhereItStood() {
    RelayProcess relay = servers.relay(settings("stays").channel(table, "stays"));
    write(2);
    reconfigure(relay, settings("stays", "comes").channelToAll(table));
    write(2);
    TopicReader comes = kafka.read("reconfigure-comes");
    assertThat(keys(comes.next(4))).as("start: oldest").containsExactly(1, 2, 3, 4);

    reconfigure(relay, settings("stays").channel(table, "stays"));
    write(2);
    reconfigure(relay, settings("stays", "comes").channelToAll(table));
    assertThat(keys(comes.next(2))).as("it stood before them").containsExactly(5, 6);

    RelaySettings moved =
        settings("stays").destination("comes", "reconfigure-moved", kafka.bootstrap());
    reconfigure(relay, moved.channelToAll(table));
    write(1);
    assertThat(keys(kafka.read("reconfigure-moved").next(1))).containsExactly(7);
    assertThat(keys(kafka.read("reconfigure-stays").next(7)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 7).boxed().toList());
    assertThat(comes.toTheEnd()).isEmpty();
    assertThat(logged(relay, "destination stays stopped")).isZero();
  }

  @Test
  void aConfigurationWithAProblemIsRefusedAsAWhole() throws IOException {
    RelayProcess relay = servers.relay(settings("wise").channel(table, "wise"));
    Path file = home(relay).resolve("relay.yaml");
    Files.writeString(file, "destintions: []\n", StandardOpenOption.APPEND);
    await(relay, REFUSED, 1);
    write(1);
    assertThat(keys(kafka.read("reconfigure-wise").next(1))).containsExactly(1);
    assertThat(Files.readString(relay.log())).contains("destintions").contains("destinations");
  }

  @Test
  void onHangupItIsReadAtOnce() throws IOException {
    assumeFalse(hangupIsIgnored(), "SIGHUP is ignored, as with nohup, and servers inherit that");
    RelayProcess relay = servers.relay(settings("hangup").channel(table, "hangup"));
    relay.hangUp();
    await(relay, TAKEN_UP, 1);
    write(1);
    assertThat(keys(kafka.read("reconfigure-hangup").next(1))).containsExactly(1);
  }

  @Test
  void nothingIsLostOrDoubledByChangesUnderLoad() {
    RelayProcess relay = servers.relay(settings("busy").channel(table, "busy"));
    try (Writers writers = new Writers()) {
      writers.start("writer", sequence -> write(1));
      for (int change = 1; change <= 5; change++) {
        RelaySettings settings = settings("busy").haltAfter(100 + change);
        reconfigure(relay, settings.channel(table, "busy"));
      }
    }
    assertThat(keys(kafka.read("reconfigure-busy").next(written)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, written).boxed().toList());
  }

  /** Of the mask of ignored signals, SIGHUP is the lowest bit. */
  private static boolean hangupIsIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(
                line -> Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16))
            .anyMatch(mask -> (mask & 1) != 0);
  }

  private RelaySettings settings(String... destinations) {
    RelaySettings settings = new RelaySettings();
    for (String name : destinations) {
      settings.destination(name, "reconfigure-" + name, kafka.bootstrap());
    }
    return settings;
  }

  private void reconfigure(RelayProcess relay, RelaySettings settings) {
    long before = logged(relay, TAKEN_UP);
    settings.write(home(relay), servers.node().journalDirectory());
    await(relay, TAKEN_UP, before + 1);
  }

  private static void await(RelayProcess relay, String text, long times) {
    Awaitility.await(text).until(() -> logged(relay, text) >= times);
  }

  private static long logged(RelayProcess relay, String text) {
    try (var lines = Files.lines(relay.log())) {
      return lines.filter(line -> line.contains(text)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path home(RelayProcess relay) {
    return relay.log().getParent();
  }

  private void write(int rows) {
    for (int i = 0; i < rows; i++) {
      table.execute("INSERT INTO %s (k) VALUES (?)", ++written);
    }
  }

  private static List<Integer> keys(List<Event> events) {
    return events.stream()
        .map(event -> Integer.parseInt(event.key().replaceAll("\\D", "")))
        .toList();
  }
}
