package io.sluice.tests;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TriggerYaml;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code nodetool reloadtriggers} under load, each time with other settings. */
@EndToEnd
class TriggerReloadIT {
  private static final int WRITERS = 8;
  private static final int RELOADS = 6;
  private static final int ROWS = 500;

  private final Servers servers;

  TriggerReloadIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void nothingIsLostAndNothingDoubled() {
    Table table = servers.table(Load.TABLE);
    try (TriggerYaml yaml = new TriggerYaml(servers.node());
        Load load = Load.start(table, WRITERS)) {
      for (int i = 0; i < RELOADS; i++) {
        load.awaitMore(ROWS);
        yaml.reload("segment_size: " + (i % 2 == 0 ? "64KiB" : "256KiB"));
      }
      load.awaitMore(ROWS);

      Ledger ledger = load.stop();
      List<Event> events = ledger.deliveredTo(servers.events(table));
      ledger.assertNothingRefused();
      ledger.assertComplete(events);
      ledger.assertNoDuplicates(events);
    }
  }
}
