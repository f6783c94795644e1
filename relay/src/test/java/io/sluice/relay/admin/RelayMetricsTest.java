package io.sluice.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.CapturedRecords;
import io.sluice.relay.report.Counter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets. */
class RelayMetricsTest {
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  @TempDir Path directory;
  private ScrapedRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = new ScrapedRelay(directory);
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
  }

  @Test
  void everyMetricIsThereWithItsTypeAndLabels() throws Exception {
    relay.countAll();
    String text = relay.scrape();

    for (Metric metric : RelayMetrics.ALL) {
      String type = metric.type() == Metric.Type.INFO ? "gauge" : metric.type().toString();
      assertThat(text).contains("# TYPE " + metric.name() + " " + type + "\n");
      assertThat(samples(text, metric))
          .as(metric.name())
          .isNotEmpty()
          .allSatisfy(
              sample ->
                  assertThat(labels(sample)).containsExactlyInAnyOrderElementsOf(metric.labels()));
    }
    assertThat(text.lines().filter(line -> line.startsWith("# TYPE ")))
        .hasSameSizeAs(RelayMetrics.ALL);
  }

  private static List<String> samples(String text, Metric metric) {
    String suffix = metric.type() == Metric.Type.HISTOGRAM ? "_count" : "";
    return text.lines().filter(line -> line.matches(metric.name() + suffix + "[{ ].*")).toList();
  }

  private static List<String> labels(String sample) {
    return LABEL.matcher(sample).results().map(label -> label.group(1)).toList();
  }

  @Test
  void tablesHaveValuesFromTheirFirstChangeOn() throws Exception {
    assertThat(relay.scrape()).doesNotContain("sluice_relay_table_delivered_total{");

    relay.deliver(1_500_000);
    relay.counters().add(Counter.DUPLICATES, CapturedRecords.table("shop", "orders", 2));

    String of = "{destination=\"demo\",keyspace=\"shop\",table=\"orders\"} ";
    assertThat(relay.scrape())
        .contains("sluice_relay_table_delivered_total" + of + "1.0\n")
        .contains("sluice_relay_table_duplicates_total" + of + "1.0\n")
        .contains("sluice_relay_table_dead_letters_total" + of + "0.0\n")
        .contains("sluice_relay_table_delivered_timestamp_seconds" + of + "1.7000000015E9\n")
        .contains("sluice_relay_delivered_total{destination=\"demo\"} 1.0\n")
        .contains("sluice_relay_duplicates_total{destination=\"demo\"} 1.0\n");
  }

  @Test
  void aDeliveryIsCountedByHowLongItTook() throws Exception {
    relay.deliver(3_000);

    assertThat(relay.scrape())
        .contains("latency_seconds_bucket{destination=\"demo\",le=\"0.002\"} 0\n")
        .contains("latency_seconds_bucket{destination=\"demo\",le=\"0.005\"} 1\n")
        .contains("latency_seconds_bucket{destination=\"demo\",le=\"3600.0\"} 1\n")
        .contains("latency_seconds_bucket{destination=\"demo\",le=\"+Inf\"} 1\n")
        .contains("latency_seconds_sum{destination=\"demo\"} 0.003\n");
  }

  @Test
  void theJournalTellsOfItsTrigger() throws Exception {
    assertThat(relay.scrape())
        .contains("sluice_journal_max_backlog_bytes 1048576.0\n")
        .contains("sluice_trigger_captured_changes_total 7.0\n")
        .contains("sluice_trigger_captured_bytes_total 700.0\n")
        .contains("sluice_trigger_refused_changes_total 3.0\n")
        .contains("sluice_trigger_discarded_changes_total 2.0\n")
        .contains("version=\"1.2.3\"")
        .contains("sync=\"periodic\"")
        .contains("sluice_relay_transmitting{destination=\"demo\"} 1.0\n");
  }
}
