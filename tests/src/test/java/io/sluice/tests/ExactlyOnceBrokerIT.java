package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import io.sluice.tests.harness.Transactions;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exactly once with a broker that comes and goes, or cannot do it yet. */
@EndToEnd
class ExactlyOnceBrokerIT {
  private static final Logger log = LoggerFactory.getLogger(ExactlyOnceBrokerIT.class);
  private static final int ROWS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Servers servers;
  private final Table table;
  private final KafkaBroker broker;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  ExactlyOnceBrokerIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table(Load.TABLE);
    broker = servers.stoppedBroker();
    log.info("seed {}", seed);
  }

  @Test
  void brokerThatEndsUnderLoadAndComesBack() {
    broker.start();
    startRelay();
    try (Kafka kafka = Kafka.committed(broker.bootstrap());
        Load load = Load.startGently(table, 2)) {
      TopicReader topic = kafka.read(table.toString());
      for (Runnable end : List.<Runnable>of(broker::kill, broker::stop)) {
        topic.next(1 + random.nextInt(ROWS));
        end.run();
        load.awaitMore(1 + random.nextInt(ROWS));
        broker.start();
      }
      load.awaitMore(ROWS);
      load.stop().assertEachOnceIn(topic);
    }
  }

  @Test
  void brokerWithOldTransactionsIsRefusedUntilItIsUpgraded() {
    broker.start();
    try (Transactions transactions = new Transactions(broker.bootstrap());
        Load load = Load.startGently(table, 2)) {
      transactions.downgradeTo(1);
      RelayProcess relay = startRelay();
      Awaitility.await("a refusal that names level and fix")
          .atMost(PATIENCE)
          .until(
              () ->
                  Files.readString(relay.log())
                      .contains(
                          "destination d: delivery: exactly_once needs brokers with"
                              + " transaction.version=2 (Kafka 4.0 or newer), and these have 1; run"
                              + " kafka-features.sh upgrade --feature transaction.version=2"));
      load.awaitMore(ROWS);
      assertThat(relay.isAlive()).isTrue();
      Kafka kafka = servers.kafka(broker);
      assertThat(kafka.topics()).doesNotContain(table.toString());

      transactions.upgradeTo(2);
      load.stop().assertEachOnceIn(kafka.read(table.toString()));
    }
  }

  private RelayProcess startRelay() {
    return servers.relay(
        new RelaySettings()
            .destination("d", table.toString(), broker.bootstrap())
            .exactlyOnce()
            .channel(table, "d"));
  }
}
