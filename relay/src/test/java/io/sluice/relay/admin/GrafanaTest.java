package io.sluice.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashboard and alerts ask for what there is. */
class GrafanaTest {
  private static final Pattern METRIC = Pattern.compile("\\bsluice_\\w+");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** What Prometheus adds to every value, and the bound of a histogram's class. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

  @ParameterizedTest
  @ValueSource(strings = {"dashboard.json", "alerts.yaml", "alerts-test.yaml"})
  void everyMetricThatIsNamedExists(String file) throws IOException {
    assertThat(metrics(GrafanaFiles.text(file))).isNotEmpty().isSubsetOf(exposed());
  }

  @Test
  void theDashboardShowsAllButWhatAnotherOneSays() throws IOException {
    Set<String> shown = metrics(GrafanaFiles.text("dashboard.json"));
    assertThat(RelayMetrics.ALL)
        .extracting(Metric::name)
        .filteredOn(name -> !shown.contains(name) && !shown.contains(name + "_bucket"))
        .containsExactly("sluice_trigger_captured_bytes_total");
  }

  @Test
  void everyLabelThatTheDashboardNamesExists() throws IOException {
    assertThat(GrafanaFiles.targets())
        .allSatisfy(
            target ->
                assertThat(LEGEND.matcher(target.path("legendFormat").asText()).results())
                    .extracting(label -> label.group(1))
                    .isSubsetOf(labels(target)));
  }

  private static Set<String> labels(JsonNode target) {
    Set<String> labels = new HashSet<>(OF_PROMETHEUS);
    Set<String> asked = metrics(target.path("expr").asText());
    RelayMetrics.ALL.stream()
        .filter(metric -> names(metric).anyMatch(asked::contains))
        .forEach(metric -> labels.addAll(metric.labels()));
    return labels;
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToRead() throws IOException {
    assertThat(GrafanaFiles.alerts())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(part(alert, "labels").get("severity")).isIn("warning", "critical");
              assertThat(part(alert, "annotations").get("summary")).asString().isNotBlank();
              assertThat(runbook(alert)).startsWith("docs/operations.md#");
            });
  }

  @Test
  void everyAlertIsTestedThatItFires() throws IOException {
    String tests = GrafanaFiles.text("alerts-test.yaml");
    assertThat(GrafanaFiles.alerts())
        .extracting(alert -> alert.get("alert"))
        .doesNotHaveDuplicates()
        .allSatisfy(
            name ->
                assertThat(tests)
                    .containsPattern(
                        "alertname: " + name + "\n *eval_time: \\w+\n *exp_alerts:\n"));
  }

  @Test
  void whatAnAlertSaysToReadIsThere() throws IOException {
    Path operations = GrafanaFiles.ROOT.resolve("docs/operations.md");
    assumeTrue(Files.exists(operations), "there is no docs/operations.md yet");
    Set<String> headings =
        HEADING
            .matcher(Files.readString(operations))
            .results()
            .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    assertThat(GrafanaFiles.alerts())
        .extracting(alert -> runbook(alert).replaceFirst(".*#", ""))
        .isSubsetOf(headings);
  }

  private static Map<?, ?> part(Map<?, ?> alert, String name) {
    return (Map<?, ?>) alert.get(name);
  }

  private static String runbook(Map<?, ?> alert) {
    return String.valueOf(part(alert, "annotations").get("runbook"));
  }

  private static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(name -> name.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> exposed() {
    return RelayMetrics.ALL.stream().flatMap(GrafanaTest::names).collect(Collectors.toSet());
  }

  /** Under which its values are stored. */
  private static Stream<String> names(Metric metric) {
    return metric.type() == Metric.Type.HISTOGRAM
        ? Stream.of("_bucket", "_sum", "_count").map(metric.name()::concat)
        : Stream.of(metric.name());
  }
}
