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
        .anyMatch(line -> line.contains("did you mean relay"));
  }

  @Test
  void aBadConfigurationIsOneMessageAndNoTrace(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(directory.resolve("relay.yaml"), "journal: /none/sluice\nstat: /x\n");

    assertThat(run("relay", "--config", file.toString())).isEqualTo(2);

    assertThat(err.toString())
        .startsWith(file + ": 3 problems\n  journal: ")
        .contains("  state: missing; ")
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
    Path file = configuration(directory);

    try (RelayLock other = RelayLock.tryAcquire(journal).orElseThrow()) {
      assertThat(other.isInPlace()).isTrue();
      assertThat(run("relay", "--config", file.toString())).isEqualTo(3);
    }

    assertThat(err.toString()).contains(journal.toString(), "in use by another relay");
  }

  @Test
  void deadLettersAreListed(@TempDir Path directory) throws Exception {
    String config = withDeadLetters(directory);

    assertThat(run("dead-letters", "list", "--config", config)).isZero();
    assertThat(out.toString())
        .contains("d  2026-11-22:0  2026-11-22T10:00:00Z  t  ", "RecordTooLargeException: big")
        .contains("d: 2 dead letters in " + directory.resolve("state/dead-letters/d"))
        .doesNotContain("c2VjcmV0");

    out.getBuffer().setLength(0);
    assertThat(run("dead-letters", "list", "--config", config, "--json", "--destination", "d"))
        .isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"destination\":\"d\",\"entry\":\"2026-11-22:"))
        .first()
        .asString()
        .contains("\"table\":\"ks.tab\"", "\"replayed\":false", "\"position\":\"0:80\"");
  }

  @Test
  void aDryRunSendsNothingAndNeedsNoBroker(@TempDir Path directory) throws Exception {
    String config = withDeadLetters(directory);

    assertThat(
            run(
                "dead-letters",
                "replay",
                "--config",
                config,
                "--destination",
                "d",
                "--dry-run",
                "--topic",
                "other"))
        .isZero();
    assertThat(out.toString())
        .contains("d  2026-11-22:0  would be sent to other")
        .contains("  would be converted and sent to other")
        .contains("d: 2 dead letters to replay");
    assertThat(directory.resolve("state/dead-letters/d"))
        .isDirectoryNotContaining("glob:**replayed*");
  }

  @Test
  void anUnknownDestinationIsWrongUsage(@TempDir Path directory) throws Exception {
    String config = withDeadLetters(directory);
    for (String command : new String[] {"list", "replay"}) {
      assertThat(run("dead-letters", command, "--config", config, "--destination", "e"))
          .isEqualTo(2);
    }
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("--destination: e is no destination of " + config));
    assertThat(run("dead-letters", "replay", "--config", "none.yaml", "--destination", "d"))
        .isEqualTo(2);
    assertThat(run("dead-letters")).isEqualTo(2);
  }

  @Test
  void theHelpOfDeadLettersHasExamples() {
    assertThat(run("dead-letters", "--help")).isZero();
    assertThat(run("dead-letters", "list", "--help")).isZero();
    assertThat(run("dead-letters", "replay", "--help")).isZero();
    assertThat(out.toString()).contains("--dry-run", "--topic", "--json", "Examples:", "writetime");
  }

  private static String withDeadLetters(Path directory) throws Exception {
    Files.createDirectory(directory.resolve("journal"));
    Path letters = Files.createDirectories(directory.resolve("state/dead-letters/d"));
    Files.writeString(
        letters.resolve("2026-11-22.jsonl"),
        """
        {"at":"2026-11-22T10:00:00Z","position":"0:80","reason":"RecordTooLargeException: big",\
        "topic":"t","key":"aw==","value":"c2VjcmV0","timestamp":1,\
        "headers":{"keyspace":"ks","table":"tab"}}
        {"at":"2026-11-22T10:00:01Z","position":"0:96","reason":"DataException: bad",\
        "topic":"t","table":"ks.tab","update":""}
        """);
    return configuration(directory).toString();
  }

  private static Path configuration(Path directory) throws Exception {
    return Files.writeString(
        directory.resolve("relay.yaml"),
        """
        journal: %s
        state: %s
        destinations:
          - { name: d, topic: t, kafka: { bootstrap.servers: "nowhere:1" } }
        channels:
          - { keyspace: ks, table: t, destination: d }
        """
            .formatted(directory.resolve("journal"), directory.resolve("state")));
  }

  private int run(String... arguments) {
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
