package io.sluice.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus' own tool says of rules, dashboard and the example of a scrape. */
class PromtoolTest {
  private static final String PROMTOOL = "promtool";

  @TempDir Path directory;

  @BeforeEach
  void requirePromtool() {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, PROMTOOL)));
    assumeTrue(there, "there is no promtool here, so rules are not checked: Debian's prometheus");
  }

  @Test
  void theRulesAreSound() throws Exception {
    assertSound("check", "rules", "alerts.yaml");
  }

  @Test
  void theAlertsFireWhenTheyShouldAndElseNot() throws Exception {
    assertSound("test", "rules", "alerts-test.yaml");
  }

  @Test
  void theExampleOfAScrapeIsSound() throws Exception {
    assertSound("check", "config", "--syntax-only", "prometheus.yaml");
  }

  @Test
  void theDashboardsQuestionsAreSound() throws Exception {
    String rules =
        GrafanaFiles.questions().stream()
            .map(question -> "- { record: 'a', expr: '" + question.replace("'", "''") + "' }\n")
            .distinct()
            .collect(Collectors.joining("    ", "groups:\n- name: a\n  rules:\n    ", ""));
    Path file = Files.writeString(directory.resolve("questions.yaml"), rules);
    assertSound("check", "rules", "--lint=none", file.toString());
  }

  @Test
  void namesAndTypesAreAsPrometheusWantsThem() throws Exception {
    Path scrape = directory.resolve("scrape.txt");
    try (ScrapedRelay relay = new ScrapedRelay(directory)) {
      relay.countAll();
      Files.writeString(scrape, relay.scrape());
    }
    assertSound(ProcessBuilder.Redirect.from(scrape.toFile()), "check", "metrics");
  }

  private static void assertSound(String... arguments) throws IOException, InterruptedException {
    assertSound(ProcessBuilder.Redirect.PIPE, arguments);
  }

  private static void assertSound(ProcessBuilder.Redirect input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PROMTOOL));
    command.addAll(List.of(arguments));
    Process promtool =
        new ProcessBuilder(command)
            .directory(GrafanaFiles.DIRECTORY.toFile())
            .redirectInput(input)
            .redirectErrorStream(true)
            .start();
    String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(output).isZero();
  }
}
