package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who may read what lies on disk: the user of the process alone. */
@EndToEnd
class OwnerOnlyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TOO_LARGE = 3 << 20;

  private final Servers servers;

  OwnerOnlyIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void journalAndStateAreTheOwnersOnlyWhateverTheUmask() throws IOException {
    Table table = servers.cluster().keyspace().table("(k int PRIMARY KEY, v text)");
    RelayProcess relay =
        servers
            .stoppedRelay(
                new RelaySettings()
                    .destination("owned", table.toString(), servers.kafka().bootstrap())
                    .channel(table, "owned"))
            .withOpenUmask();
    relay.start();
    table.execute("INSERT INTO %s (k, v) VALUES (1, ?)", "x".repeat(TOO_LARGE));
    table.execute("INSERT INTO %s (k, v) VALUES (2, 'small')");
    assertThat(servers.kafka().read(table.toString()).next().key()).contains("2");

    Path state = relay.log().resolveSibling("state");
    Awaitility.await("a dead letter")
        .atMost(PATIENCE)
        .until(() -> Files.isDirectory(state.resolve("dead-letters/owned")));
    assertOwnersOnly(state, "relay.lock", "owned.checkpoint", ".jsonl");
    assertOwnersOnly(servers.node().journalDirectory(), "journal.lock", "relay.lock", ".wal");

    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    relay.restart();
    assertThat(relay.log()).content().contains("WARN", "(key: state)", "chmod 700 " + state);
  }

  private static void assertOwnersOnly(Path directory, String... endings) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> all = walk.toList();
      assertThat(endings)
          .allMatch(end -> all.stream().anyMatch(file -> file.toString().endsWith(end)));
      assertThat(all)
          .allSatisfy(
              file ->
                  assertThat(mode(file))
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
