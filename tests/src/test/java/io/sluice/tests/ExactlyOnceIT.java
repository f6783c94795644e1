package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);
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
      load.stop().assertEachOnceIn(topic);
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
      load.stop().assertEachOnceIn(topic);
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
      load.stop().assertEachOnceIn(topic);
      assertThat(servers.kafka().topics()).contains("sluice-checkpoints");
    }
  }

  @Test
  void checkpointTopicThatLosesPositionsIsRefusedUntilItIsCompacted() {
    String positions = table + "-positions";
    servers.kafka().createTopic(positions, 1);
    RelayProcess relay =
        servers.relay(settings().exactlyOnce().checkpointTopic(positions).channel(table, "d"));
    try (Kafka kafka = Kafka.committed(servers.kafka().bootstrap());
        Load load = Load.startGently(table, 2)) {
      Awaitility.await("a refusal that names key and fix")
          .atMost(PATIENCE)
          .until(
              () ->
                  Files.readString(relay.log())
                      .contains(
                          "topic "
                              + positions
                              + " (key: checkpoint_topic) has cleanup.policy=delete, so positions"
                              + " would be lost; set cleanup.policy=compact, or name another topic"));
      servers.kafka().compact(positions);
      load.stop().assertEachOnceIn(kafka.read(table.toString()));
    }
  }

  private RelaySettings settings() {
    return new RelaySettings().destination("d", table.toString(), servers.kafka().bootstrap());
  }
}
