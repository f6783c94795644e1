package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer that reads what is committed sees each change once, whatever becomes of the relay. */
@EndToEnd
class ExactlyOnceIT {
  private static final Logger log = LoggerFactory.getLogger(ExactlyOnceIT.class);
  private static final int KILLS = 6;
  private static final int ROWS = 200;
  private static final int TOO_LARGE = 1_100_000;

  private final Servers servers;
  private final Table table;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  ExactlyOnceIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table(Load.TABLE);
    log.info("seed {}", seed);
  }

  @Test
  void killedAgainAndAgain() {
    RelayProcess relay = servers.relay(settings().exactlyOnce().channel(table, "d"));
    try (Kafka kafka = Kafka.committed(servers.kafka().bootstrap());
        Load load = Load.startGently(table, 2)) {
      TopicReader topic = kafka.read(table.toString());
      for (int kill = 0; kill < KILLS; kill++) {
        load.awaitMore(1 + random.nextInt(ROWS));
        relay.kill();
        relay.start();
      }
      assertEachOnce(load.stop(), topic);
    }
  }

  @Test
  void recordThatKafkaRefusesCostsNoOther() {
    servers.relay(settings().exactlyOnce().channel(table, "d"));
    try (Kafka kafka = Kafka.committed(servers.kafka().bootstrap());
        Load load = Load.startGently(table, 2)) {
      TopicReader topic = kafka.read(table.toString());
      load.awaitMore(ROWS);
      table.execute(
          "INSERT INTO %s (writer, sequence, v) VALUES (-2, 0, ?)", "x".repeat(TOO_LARGE));
      load.awaitMore(ROWS);
      assertEachOnce(load.stop(), topic);
    }
  }

  /** Its lock is gone, as where two nodes share a disk: nothing but Kafka tells the two apart. */
  @Test
  void relayThatSleptWhileAnotherTookOverWritesNothing() throws IOException {
    RelayProcess sleeper = servers.relay(settings().exactlyOnce().channel(table, "d"));
    try (Kafka kafka = Kafka.committed(servers.kafka().bootstrap());
        Load load = Load.startGently(table, 2)) {
      TopicReader topic = kafka.read(table.toString());
      topic.next(ROWS);
      sleeper.pause();
      Files.delete(servers.node().journalDirectory().resolve("relay.lock"));
      servers.relay(settings().exactlyOnce().channel(table, "d"));
      load.awaitMore(ROWS);
      topic.next(ROWS);

      sleeper.resume();
      Awaitility.await("the end of the relay that slept").until(() -> !sleeper.isAlive());
      load.awaitMore(ROWS);
      assertEachOnce(load.stop(), topic);
    }
  }

  @Test
  void destinationThatWasAtLeastOnceGoesOnWhereItStood() throws IOException {
    RelayProcess relay = servers.relay(settings().channel(table, "d"));
    try (Kafka kafka = Kafka.committed(servers.kafka().bootstrap());
        Load load = Load.startGently(table, 2)) {
      TopicReader topic = kafka.read(table.toString());
      topic.next(ROWS);
      relay.stop();
      var config = relay.log().resolveSibling("relay.yaml");
      Files.writeString(
          config,
          Files.readString(config)
              .replace("topic: " + table, "topic: " + table + "\n    delivery: exactly_once"));
      relay.start();
      load.awaitMore(ROWS);
      assertEachOnce(load.stop(), topic);
      assertThat(servers.kafka().topics()).contains("sluice-checkpoints");
    }
  }

  private RelaySettings settings() {
    return new RelaySettings().destination("d", table.toString(), servers.kafka().bootstrap());
  }

  private static void assertEachOnce(Ledger ledger, TopicReader topic) {
    List<Event> events = ledger.deliveredTo(topic);
    ledger.assertNothingRefused();
    ledger.assertComplete(events);
    ledger.assertNoDuplicates(events);
  }
}
