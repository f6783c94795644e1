package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Checkout;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.ShellCommand;
import io.sluice.tests.harness.ShellProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The quick start, and what README.md says to do then for a table of one's own: its commands are
 * run as they stand there.
 */
@EndToEnd
class QuickstartIT {
  private static final Pattern COMMANDS =
      Pattern.compile("(?ms)^### A table of your own$.*?^```bash\n(.*?)\n\n(kafka-.*?)^```$");

  private final Path directory;
  private int programs;

  QuickstartIT(Servers servers) {
    directory = servers.newDirectory("quickstart");
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // on a busy machine
  void leadsToARecordOfAnOwnTable() throws IOException {
    Matcher readme = COMMANDS.matcher(Files.readString(Checkout.root().resolve("README.md")));
    assertThat(readme.find()).isTrue();
    try (ShellProgram quickstart = start(quickstart())) {
      quickstart.awaitOutput("For a table of your own, in another terminal: . ");
      ShellCommand commands =
          ShellCommand.run(Checkout.root(), Map.of(), "set -e\n" + readme.group(1));
      assertThat(commands.exitCode()).as(commands.output()).isZero();
      assertThat(commands.output())
          .contains("checked: a row written to sluice_check.probe is captured in ")
          .contains("Destination shop created")
          .contains("|shop            |true   |shop-orders|");
      try (ShellProgram consumer =
          start(". deploy/target/quickstart/env\nexec " + readme.group(2).strip())) {
        consumer.awaitOutput("{\"id\":1}\t{\"items\":[\"pen\",\"ink\"],\"prices\":{\"pen\":3}}");
      }
    }
  }

  private String quickstart() {
    return "exec '%s/bin/java' -Dsluice.root='%s' -cp '%s' io.sluice.sandbox.Quickstart --dir '%s'"
        .formatted(
            System.getProperty("java.home"),
            Checkout.root(),
            System.getProperty("java.class.path"),
            directory.resolve("servers"));
  }

  private ShellProgram start(String line) {
    Path log = directory.resolve(++programs + ".log");
    return ShellProgram.start(Checkout.root(), log, Map.of(), line);
  }
}
