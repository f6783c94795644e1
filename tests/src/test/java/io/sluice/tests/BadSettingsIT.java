package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.OnCassandra;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.SluiceCommand;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TriggerYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@EndToEnd
class BadSettingsIT {
  private static final String COLUMNS = "(k text PRIMARY KEY, v text)";
  private static final String INSERT = "INSERT INTO %s (k) VALUES (?)";

  private final Servers servers;

  BadSettingsIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void relayTellsEveryProblemOfItsFileAndEnds() throws IOException {
    Path home = servers.newDirectory("bad");
    Path config =
        Files.writeString(
            home.resolve("relay.yaml"),
            """
            journal: no/such/directory
            state: state
            dedup: { window: 10m }
            dedupe: { max_entries: many }
            destinations:
              - name: one
                kafka: { bootstrap.servers: "127.0.0.1:1" }
            channels:
              - { keyspace: ks, table: t, destination: two }
            """);

    SluiceCommand relay = SluiceCommand.run(home, "relay", "--config", config.toString());

    assertThat(relay.exitCode()).as(relay.output()).isEqualTo(2);
    assertThat(relay.output())
        .startsWith(config + ": 5 problems\n")
        .contains("  journal: no/such/directory is no directory")
        .contains("  dedup: unknown key; did you mean dedupe?")
        .contains("  dedupe.max_entries: many")
        .contains("  destinations[0].topic:")
        .contains("  channels[0].destination: two is no destination")
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
  }

  @Test
  void triggerTellsWhoeverWritesUntilItsFileIsGood() {
    Table table = servers.table(COLUMNS);
    try (TriggerYaml yaml = new TriggerYaml(servers.node())) {
      yaml.reload("segment_siz: 1MiB\nsync: sometimes");

      assertThatThrownBy(() -> table.execute(INSERT, "refused"))
          .isInstanceOf(InvalidQueryException.class)
          .hasMessageContaining("sluice-trigger.yaml: 2 problems")
          .hasMessageContaining("segment_siz: unknown key; did you mean segment_size?")
          .hasMessageContaining("sync: sometimes");
      yaml.reload("segment_size: 1MiB");
      table.execute(INSERT, "taken");
    }
    assertThat(table.execute("SELECT k FROM %s").all()).hasSize(1);
    assertThat(servers.events(table).next().key()).isEqualTo("{\"k\":\"taken\"}");
  }

  @Test
  @OnCassandra(before = "6.0", feature = "CREATE TRIGGER makes an instance of the trigger")
  void triggerIsNotCreatedUntilItsFileIsGood() {
    Table table = servers.deliveredKeyspace().uncapturedTable(COLUMNS);
    try (TriggerYaml yaml = new TriggerYaml(servers.node())) {
      yaml.reload("segment_siz: 1MiB");

      assertThatThrownBy(table::createTrigger)
          .as("Cassandra keeps the reason to its log")
          .hasMessageContaining("couldn't be loaded");
    }
    table.createTrigger();
  }
}
