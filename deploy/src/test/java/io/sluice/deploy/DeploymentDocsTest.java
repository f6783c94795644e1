package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docs/deployment.md} names what there is. */
class DeploymentDocsTest {
  private static final Pattern FILE = Pattern.compile("\\bdeploy/[\\w./-]*\\w");
  private static final Pattern EXEC =
      Pattern.compile("compose\\.yaml (?:exec|restart|kill -s HUP) ([\\w-]+)");
  private static final Pattern ADDRESS = Pattern.compile("`(?:http://)?localhost:(\\d+)`");

  private String page;
  private Yaml services;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Copied.ROOT.resolve("docs/deployment.md"));
    services = Copied.yaml("compose.yaml").at("services");
  }

  @Test
  void everyFileThatItNamesExists() {
    assertThat(FILE.matcher(page).results().map(MatchResult::group))
        .hasSizeGreaterThan(10)
        .allMatch(file -> Files.exists(Copied.ROOT.resolve(file)));
  }

  @Test
  void everyServiceThatItCommandsExists() {
    assertThat(EXEC.matcher(page).results().map(command -> command.group(1)))
        .isNotEmpty()
        .allMatch(service -> services.map().containsKey(service));
  }

  @Test
  void everyPortThatItTellsIsOpened() {
    Stream<String> opened =
        services
            .everywhere("ports")
            .flatMap(ports -> ((List<?>) ports.value()).stream())
            .map(port -> port.toString().split(":", 3)[1]);

    assertThat(ADDRESS.matcher(page).results().map(address -> address.group(1)))
        .containsExactlyInAnyOrderElementsOf(opened.toList());
  }

  @Test
  void theUnpackedArchiveIsOfThisVersion() {
    assertThat(page).contains("sluice-" + System.getProperty("sluice.version") + ".tar.gz");
  }
}
