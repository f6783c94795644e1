package io.sluice.tests;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cassandra dies under load, and comes back. */
@EndToEnd
class NodeKillIT {
  private static final int WRITERS = 6;
  private static final int KILLS = 2;
  private static final int ROWS = 2000;

  private final Servers servers;

  NodeKillIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void everyAcknowledgedWriteArrives() {
    Table table = servers.table(Load.TABLE);
    try (Load load = Load.start(table, WRITERS)) {
      for (int kill = 0; kill < KILLS; kill++) {
        load.awaitMore(ROWS);
        servers.node().kill();
        servers.node().start();
      }
      load.awaitMore(ROWS);

      Ledger ledger = load.stop();
      List<Event> events = ledger.deliveredTo(servers.events(table));
      ledger.assertComplete(events);
      ledger.assertNoDuplicates(events);
    }
  }
}
