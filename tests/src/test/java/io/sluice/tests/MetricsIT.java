package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a relay measures of a real node and a real broker. */
@EndToEnd
class MetricsIT {
  private static final int ROWS = 7;

  private final Servers servers;
  private final Kafka kafka;
  private final Table table;

  MetricsIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
    this.table = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
  }

  @Test
  void aTableIsCountedAndTheWayToKafkaTimed() throws Exception {
    assertDelivered(settings("at-least-once"), "at-least-once");
  }

  @Test
  void withTransactionsTheTimeIsThatToTheCommit() throws Exception {
    assertDelivered(settings("exactly-once").exactlyOnce(), "exactly-once");
  }

  private void assertDelivered(RelaySettings settings, String destination) throws Exception {
    RelayProcess relay = servers.relay(settings.channel(table, destination));
    for (int k = 0; k < ROWS; k++) {
      table.execute("INSERT INTO %s (k) VALUES (?)", k);
    }
    kafka.read("metrics-" + destination).next(ROWS);

    String of = "destination=\"" + destination + "\"";
    String table = of + ",keyspace=\"%s\",table=\"%s\"";
    String delivered =
        "sluice_relay_table_delivered_total{"
            + table.formatted(this.table.keyspace(), this.table.name())
            + "} "
            + ROWS;
    Awaitility.await("all acknowledged").until(() -> get(relay, "/metrics").contains(delivered));
    assertThat(get(relay, "/metrics"))
        .contains("sluice_relay_latency_seconds_count{" + of + "} " + ROWS)
        .contains("sluice_relay_latency_seconds_bucket{" + of + ",le=\"+Inf\"} " + ROWS)
        .contains("sluice_relay_transmitting{" + of + "} 1")
        .doesNotContain("sluice_relay_build_info{version=\"(not packaged)\"}");
    JsonNode latency = json(relay, "/api/v1/destinations").path(0).path("latency_ms");
    assertThat(latency.path("p50").asDouble()).isPositive();
    assertThat(latency.path("p99").asDouble())
        .isGreaterThanOrEqualTo(latency.path("p50").asDouble());
  }

  @Test
  void theJournalAndItsTriggerAreTold() throws Exception {
    RelayProcess relay = servers.relay(settings("journal").channel(table, "journal"));
    table.execute("INSERT INTO %s (k) VALUES (1)");
    kafka.read("metrics-journal").next(1);

    JsonNode journal = json(relay, "/api/v1/journal");
    assertThat(journal.path("directory").asText()).isNotEmpty();
    assertThat(journal.path("segments").asInt()).isPositive();
    assertThat(journal.path("bytes").asLong()).isPositive();
    assertThat(journal.path("max_backlog_bytes").asLong())
        .isGreaterThan(journal.path("bytes").asLong());
    assertThat(journal.path("sync").asText()).isIn("periodic", "group");
    JsonNode trigger = journal.path("trigger");
    assertThat(trigger.properties().stream().map(Map.Entry::getKey))
        .contains("version", "told_at", "captured", "captured_bytes", "refused", "discarded");
    assertThat(get(relay, "/metrics"))
        .contains("sluice_journal_max_backlog_bytes ")
        .contains("sluice_trigger_captured_changes_total ")
        .contains("version=\"" + trigger.path("version").asText() + "\"");
  }

  private RelaySettings settings(String destination) {
    return new RelaySettings()
        .destination(destination, "metrics-" + destination, kafka.bootstrap());
  }

  private static JsonNode json(RelayProcess relay, String path) throws Exception {
    return new ObjectMapper().readTree(get(relay, path));
  }

  private static String get(RelayProcess relay, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create(relay.adminUrl() + path);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }
}
