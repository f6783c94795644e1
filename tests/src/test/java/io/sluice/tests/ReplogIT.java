package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.AdminCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.SluiceCommand;
import io.sluice.tests.harness.Table;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What waits, and what the write-ahead file holds, as commands show it. */
@EndToEnd
class ReplogIT {
  private final Servers servers;
  private final Table table;

  ReplogIT(Servers servers) {
    this.servers = servers;
    this.table = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
  }

  @Test
  void whatWaitsIsCountedUntilItIsDelivered() {
    KafkaBroker broker = servers.stoppedBroker();
    RelaySettings settings = new RelaySettings().destination("demo", "demo", broker.bootstrap());
    AdminCommands commands = new AdminCommands(servers.relay(settings.channel(table, "demo")));
    insert(5);
    assertThat(commands.done(count("--no-pretty-print")))
        .isEqualTo(
            "keyspace,table,dest,count\n%s,%s,demo,5\n".formatted(table.keyspace(), table.name()));

    broker.start();
    try (Kafka kafka = new Kafka(broker.bootstrap())) {
      kafka.read("demo").next(5);
    }
    Awaitility.await("nothing waits")
        .until(() -> commands.done(count("--no-pretty-print")).endsWith(",demo,0\n"));
    assertThat(commands.done(count("--watch", "1"))).contains("|0    |");
    assertThat(
            commands.refused(
                "replog",
                "count",
                "--source-keyspace",
                "none",
                "--source-table",
                "t",
                "--destination",
                "demo"))
        .contains("no channel leads none.t to demo; sluice channel status");
  }

  @Test
  void aPausedChannelsChangesAreCountedUntilTheyAreTruncated() {
    Kafka kafka = servers.kafka();
    RelaySettings settings = new RelaySettings().destination("demo", "waits", kafka.bootstrap());
    AdminCommands commands = new AdminCommands(servers.relay(settings.channel(table, "demo")));
    commands.done(channel("pause", "--transmission"));
    insert(3);
    assertThat(commands.done(count("--json"))).contains("\"count\":3}");
    commands.done(channel("truncate"));
    assertThat(commands.done(count("--json"))).contains("\"count\":0}");
    insert(1);
    assertThat(commands.done(count("--json"))).contains("\"count\":1}");
  }

  @Test
  void theWriteAheadFileIsReadBesideTheNodeAndTheRelay() {
    Kafka kafka = servers.kafka();
    RelaySettings settings = new RelaySettings().destination("demo", "read", kafka.bootstrap());
    RelayProcess relay = servers.relay(settings.channel(table, "demo"));
    insert(2);
    kafka.read("read").next(2);
    String journal = servers.node().journalDirectory().toString();
    SluiceCommand dump =
        SluiceCommand.run(
            relay.log().getParent(),
            "replog",
            "dump",
            "--journal",
            journal,
            "--source-keyspace",
            table.keyspace(),
            "--json",
            "--show-values");
    assertThat(dump.objects())
        .hasSize(2)
        .allMatch(line -> line.contains("\"operation\":\"INSERT\""))
        .last()
        .asString()
        .endsWith("\"key\":{\"k\":2},\"value\":{}}");
    SluiceCommand verify =
        SluiceCommand.run(relay.log().getParent(), "replog", "verify", "--journal", journal);
    assertThat(verify.exitCode()).as(verify.output()).isZero();
    assertThat(verify.output())
        .contains("%s.%s: 2 captured changes%n".formatted(table.keyspace(), table.name()))
        .endsWith(" records: sound\n");
    assertThat(new AdminCommands(relay).done("conf", "list", "--no-pretty-print"))
        .contains("\njournal," + journal + "\n", "\nadmin.token,none\n");
  }

  private String[] count(String... further) {
    return arguments("replog", "count", List.of(further));
  }

  private String[] channel(String verb, String... further) {
    return arguments("channel", verb, List.of(further));
  }

  private String[] arguments(String noun, String verb, List<String> further) {
    List<String> all =
        new ArrayList<>(
            List.of(
                noun,
                verb,
                "--source-keyspace",
                table.keyspace(),
                "--source-table",
                table.name(),
                "--destination",
                "demo"));
    all.addAll(further);
    return all.toArray(new String[0]);
  }

  private void insert(int rows) {
    for (int k = 1; k <= rows; k++) {
      table.execute("INSERT INTO %s (k) VALUES (?)", k);
    }
  }
}
