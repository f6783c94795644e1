package io.sluice.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.checkpoint.RelayLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SluiceTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpTeaches() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("relay", "Exit codes:", "Example:");
    assertThat(run("relay", "--help")).isZero();
    assertThat(out.toString()).contains("--config=FILE", "destinations:", "SIGTERM");
  }

  @Test
  void wrongUsageIsOneLine() {
    assertThat(run("relay", "--confg", "x")).isEqualTo(2);
    assertThat(run("relay")).isEqualTo(2);
    assertThat(run("rely")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("sluice"))
        .allMatch(line -> line.endsWith(" --help"))
        .anyMatch(line -> line.contains("did you mean relay?"));
  }

  @Test
  void aBadConfigurationIsOneMessageAndNoTrace(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(directory.resolve("relay.yaml"), "journal: /none/sluice\nstat: /x\n");

    assertThat(run("relay", "--config", file.toString())).isEqualTo(2);

    assertThat(err.toString())
        .startsWith(file + ": 4 problems\n  journal: ")
        .contains("  state: missing; ")
        .contains("  destinations: there is none; ")
        .contains("  stat: unknown key; did you mean state?")
        .doesNotContain("\tat ");
  }

  @Test
  void aMissingConfigurationFileIsAWrongConfiguration() {
    assertThat(run("relay", "--config", "none.yaml")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("none.yaml: 1 problem\n  no such file; check the path\n");
  }

  @Test
  void aJournalThatAnotherRelayHasIsRefused(@TempDir Path directory) throws Exception {
    Path journal = Files.createDirectory(directory.resolve("journal"));
    Path file =
        Files.writeString(
            directory.resolve("relay.yaml"),
            """
            journal: %s
            state: %s
            destinations:
              - { name: d, topic: t, kafka: { bootstrap.servers: "nowhere:1" } }
            channels:
              - { keyspace: ks, table: t, destination: d }
            """
                .formatted(journal, directory.resolve("state")));

    try (RelayLock other = RelayLock.tryAcquire(journal).orElseThrow()) {
      assertThat(other.isInPlace()).isTrue();
      assertThat(run("relay", "--config", file.toString())).isEqualTo(3);
    }

    assertThat(err.toString()).contains(journal.toString(), "in use by another relay");
  }

  private int run(String... arguments) {
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
