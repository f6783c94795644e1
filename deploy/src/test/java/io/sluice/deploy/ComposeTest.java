package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the services of {@code compose.yaml} have to agree upon. */
class ComposeTest {
  private Yaml compose;
  private Yaml services;
  private Yaml relay;

  @BeforeEach
  void read() throws IOException {
    compose = Copied.yaml("compose.yaml");
    services = compose.at("services");
    relay = Copied.yaml("compose/relay.yaml");
  }

  @Test
  void whatIsMountedExists() {
    for (Yaml service : services.map().values()) {
      for (String source : mounts(service).values()) {
        if (!source.startsWith("./")) {
          assertThat(compose.at("volumes").map()).as(service.path()).containsKey(source);
        } else {
          assertThat(Copied.DEPLOY.resolve(source)).as(service.path()).exists();
        }
      }
    }
  }

  @Test
  void theRelaySharesTheTriggersJournal() throws IOException {
    String journal = Copied.yaml("docker/cassandra/sluice-trigger.yaml").text("directory");
    String state = relay.text("state");

    assertThat(relay.text("journal")).isEqualTo(journal);
    assertThat(volumeOf("relay", journal)).isEqualTo(volumeOf("cassandra", journal));
    assertThat(volumeOf("relay", state)).isEqualTo(volumeOf("relay", journal));
    assertThat(Copied.text("docker/relay/Dockerfile")).contains(" /var/lib/sluice ");
    assertThat(Copied.text("docker/cassandra/Dockerfile")).contains(" /var/lib/sluice\n");
  }

  @Test
  void theChannelHasTheTableThatIsMade() throws IOException {
    Yaml channel = relay.list("channels").get(0);
    String table = channel.text("keyspace") + "." + channel.text("table");
    String dataCenter = channel.text("data_center");

    assertThat(Copied.text("compose/demo.cql"))
        .contains("EXISTS " + table + " (", "ON " + table + "\n", "'" + dataCenter + "': 1");
    assertThat(services.text("cassandra", "environment", "CASSANDRA_DC")).isEqualTo(dataCenter);
    assertThat(services.text("cassandra", "environment", "CASSANDRA_ENDPOINT_SNITCH"))
        .isEqualTo("GossipingPropertyFileSnitch");
  }

  @Test
  void clientsInContainersReachKafka() {
    Yaml kafka = services.at("kafka", "environment");
    String inside = relay.list("destinations").get(0).text("kafka", "bootstrap.servers");

    assertThat(kafka.text("KAFKA_ADVERTISED_LISTENERS")).startsWith("INSIDE://" + inside + ",");
    assertThat(kafka.text("KAFKA_LISTENERS")).startsWith("INSIDE://:" + port(inside) + ",");
    assertThat(services.text("kafka-ui", "environment", "KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"))
        .isEqualTo(inside);
  }

  @Test
  void prometheusReachesTheRelayWithItsToken() throws IOException {
    Yaml scrape = Copied.yaml("compose/prometheus.yaml").list("scrape_configs").get(0);
    String token = scrape.text("authorization", "credentials_file");

    assertThat(relay.text("admin", "token")).isEqualTo("${file:" + token + "}");
    assertThat(services.text("relay", "environment", "SLUICE_TOKEN_FILE")).isEqualTo(token);
    assertThat(services.at("token", "command").text()).contains("> " + token);
    assertThat(List.of("relay", "prometheus", "token"))
        .allMatch(service -> volumeOf(service, token).equals("token"));
    assertThat(scrape.list("static_configs").get(0).at("targets").value())
        .isEqualTo(List.of("relay:" + port(relay.text("admin", "listen"))));
    assertThat(Copied.text("docker/relay/Dockerfile"))
        .contains("EXPOSE " + port(relay.text("admin", "listen")) + "\n");
  }

  @Test
  void theRelayHasTimeToDeliverWhatIsUnderWay() {
    String grace = services.text("relay", "stop_grace_period");

    assertThat(Duration.parse("PT" + grace)).isGreaterThan(Graces.RELAY);
  }

  @Test
  void noPortIsOpenToOtherMachines() {
    assertThat(services.everywhere("ports").map(Yaml::value))
        .hasSize(6)
        .allSatisfy(
            ports ->
                assertThat((List<?>) ports)
                    .allMatch(port -> port.toString().startsWith("127.0.0.1:")));
  }

  @Test
  void grafanaFindsItsDashboardAndPrometheus() throws IOException {
    Map<String, String> mounts = mounts(services.at("grafana"));
    Yaml provider = Copied.yaml("compose/grafana/dashboards.yaml").list("providers").get(0);
    String home =
        services.text("grafana", "environment", "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");

    assertThat(mounts).containsEntry(home, "./grafana/dashboard.json");
    assertThat(Path.of(home).getParent()).hasToString(provider.text("options", "path"));
    assertThat(
            Copied.yaml("compose/grafana/datasource.yaml").list("datasources").get(0).text("url"))
        .isEqualTo("http://prometheus:9090");
  }

  private String volumeOf(String service, String path) {
    return mounts(services.at(service)).entrySet().stream()
        .filter(mount -> Path.of(path).startsWith(mount.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("none");
  }

  /** What is mounted, by where. */
  private static Map<String, String> mounts(Yaml service) {
    return service.list("volumes").stream()
        .map(volume -> volume.text().split(":", 3))
        .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
  }

  private static String port(String address) {
    return address.substring(address.lastIndexOf(':') + 1);
  }
}
