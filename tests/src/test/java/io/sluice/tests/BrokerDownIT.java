package io.sluice.tests;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import org.junit.jupiter.api.Test;

/** One table, two destinations, of which one broker comes and goes. */
@EndToEnd
class BrokerDownIT {
  private static final int ROWS = 300;

  private final Servers servers;
  private final Table table;
  private final KafkaBroker flaky;

  BrokerDownIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table(Load.TABLE);
    flaky = servers.stoppedBroker();
  }

  @Test
  void otherDestinationKeepsFlowing() {
    Kafka steady = servers.kafka();
    startRelay();
    TopicReader up = steady.read(table + "-up");
    try (Load load = Load.startGently(table, 2)) {
      load.awaitMore(ROWS);
      up.next(ROWS); // the other broker has never been there

      flaky.start();
      Kafka back = servers.kafka(flaky);
      TopicReader down = back.read(table + "-down");
      down.next(ROWS);

      flaky.kill();
      load.awaitMore(ROWS);
      up.next(ROWS);
      flaky.start();
      load.awaitMore(ROWS);

      Ledger ledger = load.stop();
      ledger.assertEachOnceIn(up);
      ledger.assertEachOnceIn(down);
    }
  }

  @Test
  void frozenBrokerHoldsUpNobodyElse() {
    flaky.start();
    startRelay();
    TopicReader up = servers.kafka().read(table + "-up");
    TopicReader down = servers.kafka(flaky).read(table + "-down");
    try (Load load = Load.startGently(table, 2)) {
      down.next(ROWS);

      flaky.pause();
      load.awaitMore(ROWS);
      up.next(2 * ROWS);
      flaky.resume();
      load.awaitMore(ROWS);

      Ledger ledger = load.stop();
      ledger.assertEachOnceIn(up);
      ledger.assertEachOnceIn(down);
    }
  }

  private void startRelay() {
    servers.relay(
        new RelaySettings()
            .destination("up", table + "-up", servers.kafka().bootstrap())
            .destination("down", table + "-down", flaky.bootstrap())
            .channel(table, "up")
            .channel(table, "down"));
  }
}
