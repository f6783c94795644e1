package io.sluice.tests;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only broker is away for a while, killed in the middle of its work, and clients write on: for
 * 8 s at 100 rows a second, or as the properties {@code sluice.outage.seconds} and {@code
 * sluice.outage.rate} say.
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
  void everythingIsDeliveredAndNothingTwice() {
    broker.start();
    servers.relay(
        new RelaySettings()
            .destination("d", table.toString(), broker.bootstrap())
            .channel(table, "d"));
    TopicReader topic = servers.kafka(broker).read(table.toString());
    try (Load load = Load.startPaced(table, RATE)) {
      load.awaitMore(2 * RATE);
      broker.kill();
      for (int second = 0; second < SECONDS; second++) {
        load.awaitMore(RATE);
      }
      broker.start();
      load.awaitMore(2 * RATE);

      Ledger ledger = load.stop();
      List<Event> events = ledger.deliveredTo(topic);
      log.info(
          "outage of {} s at {} rows/s: {} acknowledged, {} delivered, seed {}",
          SECONDS,
          RATE,
          ledger.acknowledged().size(),
          events.size(),
          ledger.seed());
      ledger.assertNothingRefused();
      ledger.assertComplete(events);
      ledger.assertNoDuplicates(events);
    }
  }
}
