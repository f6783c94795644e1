package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TriggerYaml;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The journal is at its cap, until a relay has delivered what is in it. */
@EndToEnd
class TriggerFullIT {
  private static final String INSERT = "INSERT INTO %s (k) VALUES (?)";
  private static final String LARGE = "segment_size: 4MiB\n";
  private static final String SMALL = "segment_size: 64KiB\n";
  private static final String FULL = SMALL + "max_backlog: 1MiB\n";

  private final Servers servers;
  private final Table table;

  TriggerFullIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table("(k text PRIMARY KEY)");
  }

  @Test
  void writesAreRefusedUntilThereIsRoom() {
    try (TriggerYaml yaml = new TriggerYaml(servers.node())) {
      fill(yaml, "");
      assertThatThrownBy(() -> table.execute(INSERT, "refused"))
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("max_backlog");

      startRelay("0s");
      awaitTaken();
    }
    assertThat(table.execute("SELECT k FROM %s WHERE k = 'refused'").all()).isEmpty();
    assertThat(servers.kafka().read(table.toString()).next(5))
        .extracting(Event::key)
        .endsWith("{\"k\":\"before\"}", "{\"k\":\"taken\"}");
  }

  /** Nobody can write, so nothing in the journal gets older but by the clock. */
  @Test
  void roomIsMadeOnceTheDedupeWindowHasPassed() {
    try (TriggerYaml yaml = new TriggerYaml(servers.node())) {
      fill(yaml, "");
      startRelay("5s");
      awaitTaken();
    }
  }

  @Test
  void discardedChangesAreReported() {
    try (TriggerYaml yaml = new TriggerYaml(servers.node())) {
      fill(yaml, "on_full: discard\n");
      table.execute(INSERT, "discarded");
      assertThat(servers.node().triggerAttribute("DiscardedChanges")).isEqualTo(1L);

      RelayProcess relay = startRelay("0s");
      Awaitility.await("the relay's report of what was lost")
          .atMost(Duration.ofSeconds(30))
          .until(() -> writes() && Files.readString(relay.log()).contains("were not captured"));
    }
    assertThat(table.execute("SELECT k FROM %s WHERE k = 'discarded'").all()).hasSize(1);
    assertThat(servers.kafka().read(table.toString()).next(5))
        .extracting(Event::key)
        .endsWith("{\"k\":\"before\"}", "{\"k\":\"later\"}");
  }

  /** One segment is more than the cap; the newest, which a relay leaves there, are small. */
  private void fill(TriggerYaml yaml, String onFull) {
    for (String settings : List.of(LARGE, SMALL, SMALL, SMALL)) {
      yaml.reload(settings);
      table.execute(INSERT, "before");
    }
    yaml.reload(FULL + onFull);
  }

  private void awaitTaken() {
    Awaitility.await("room")
        .atMost(Duration.ofSeconds(30))
        .ignoreException(OverloadedException.class)
        .until(() -> table.execute(INSERT, "taken").wasApplied());
  }

  private boolean writes() {
    return table.execute(INSERT, "later").wasApplied();
  }

  private RelayProcess startRelay(String dedupeWindow) {
    return servers.relay(
        new RelaySettings()
            .dedupeWindow(dedupeWindow)
            .destination("d", table.toString(), servers.kafka().bootstrap())
            .channel(table, "d"));
  }
}
