package io.sluice.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/metrics.md has the metrics that there are, and no other. */
class MetricsDocsTest {
  private static final Path PAGE = Path.of(System.getProperty("sluice.root"), "docs/metrics.md");
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `(sluice_\\w+)` \\| (\\w+) \\| ([^|]*)\\| ([^|]*) \\| [^|]+ \\|.*\\|$");
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  @Test
  void itHasEveryMetricWithItsTypeAndLabels() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    rows().forEach(row -> documented.put(row.group(1), row.group(2) + codes(row.group(3))));
    Map<String, String> there = new TreeMap<>();
    RelayMetrics.ALL.forEach(
        metric -> there.put(metric.name(), metric.type().toString() + metric.labels()));

    assertThat(documented).isNotEmpty().isEqualTo(there);
  }

  @Test
  void namesSayTheUnit() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row.group(1).contains("_bytes"))
                  .as(row.group())
                  .isEqualTo(row.group(4).equals("bytes"));
              assertThat(row.group(1).endsWith("_seconds"))
                  .as(row.group())
                  .isEqualTo(row.group(4).startsWith("seconds"));
            });
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(PAGE)).results().toList();
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
  }
}
