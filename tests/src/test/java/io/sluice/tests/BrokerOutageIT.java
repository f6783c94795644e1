package io.sluice.tests;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.tests.harness.Arrivals;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only broker is away for a while, killed in the middle of its work, and clients write on: for
 * so many seconds and at so many rows a second as the properties {@code sluice.outage.seconds} and
 * {@code sluice.outage.rate} say.
 */
@EndToEnd
class BrokerOutageIT {
  private static final Logger log = LoggerFactory.getLogger(BrokerOutageIT.class);
  private static final int SECONDS = Integer.getInteger("sluice.outage.seconds", 8);
  private static final int RATE = Integer.getInteger("sluice.outage.rate", 100);

  private final Servers servers;
  private final Table table;
  private final KafkaBroker broker;

  BrokerOutageIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table(Load.TABLE);
    broker = servers.stoppedBroker();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // for the longest outage that it is meant for
  void everythingIsDeliveredAndNothingTwice() throws IOException {
    broker.start();
    startRelay();
    try (Load load = Load.startPaced(table, RATE)) {
      load.awaitMore(RATE);
      broker.kill();
      long gone = System.nanoTime();
      long before = backlog();
      for (int second = 0; second < SECONDS; second++) {
        load.awaitMore(RATE);
      }
      long backlog = backlog() - before;
      broker.start();
      long back = System.nanoTime();
      load.awaitMore(RATE);

      Ledger ledger = load.stop();
      log.info(
          "outage of {} s at {} rows/s: {} acknowledged, {} refused, journal {} bytes larger, seed {}",
          Duration.ofNanos(back - gone).toSeconds(),
          RATE,
          ledger.acknowledged().size(),
          ledger.refused().size(),
          backlog,
          ledger.seed());
      assertEachOnce(ledger, servers.kafka(broker), "atleastonce", back);
      try (Kafka committed = Kafka.committed(broker.bootstrap())) {
        assertEachOnce(ledger, committed, "exactlyonce", back);
      }
      ledger.assertNothingRefused();
    }
  }

  private void startRelay() {
    servers.relay(
        new RelaySettings()
            .destination("atleastonce", "atleastonce", broker.bootstrap())
            .destination("exactlyonce", "exactlyonce", broker.bootstrap())
            .exactlyOnce()
            .channel(table, "atleastonce")
            .channel(table, "exactlyonce"));
  }

  private static void assertEachOnce(Ledger ledger, Kafka kafka, String topic, long back) {
    Arrivals arrivals = Arrivals.of(ledger, kafka.read(topic));
    log.info(
        "{}: {} records, {} of them repeated, all there {} ms after the broker",
        topic,
        arrivals.records(),
        arrivals.repeated(),
        Duration.ofNanos(System.nanoTime() - back).toMillis());
    arrivals.assertEachOnce();
  }

  /** Bytes of the journal. */
  private long backlog() throws IOException {
    return JournalDirectory.of(servers.node().journalDirectory()).size();
  }
}
