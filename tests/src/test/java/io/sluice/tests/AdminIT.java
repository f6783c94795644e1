package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Certificates;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.AdminCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.SluiceCommand;
import io.sluice.tests.harness.Table;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How operators and their tools see a relay that runs. */
@EndToEnd
class AdminIT {
  private static final String NOWHERE = "http://127.0.0.1:1";

  private final Servers servers;
  private final Kafka kafka;
  private final Table table;

  AdminIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
    this.table = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
  }

  @Test
  void tablesHaveTheFamiliarForm() {
    RelayProcess relay = servers.relay(settings("shown").channel(table, "shown"));
    deliver("admin-shown", 3);

    assertThat(run(relay, "channel", "status"))
        .isEqualTo(
            framed(
                "|dc |keyspace|table|collecting|transmitting|replication order|dest |dest enabled"
                    + "|backlog bytes|oldest s|",
                "|dc1|%-8s|%-5s|true      |true        |FIFO             |shown|true        "
                    .concat("|0            |0.0     |")
                    .formatted(table.keyspace(), table.name())));
    assertThat(run(relay, "channel", "status", "--source-keyspace", "other", "--no-pretty-print"))
        .isEqualTo(
            "dc,keyspace,table,collecting,transmitting,replication order,dest,dest enabled,backlog"
                + " bytes,oldest s\n");
    assertThat(run(relay, "destination", "list", "--no-pretty-print", "--separator", ";"))
        .startsWith("name;enabled;topic;backlog bytes;oldest s;trouble\nshown;true;admin-shown;");
    assertThat(run(relay, "metrics", "list", "--metric-type", "delivered", "--json"))
        .isEqualTo("{\"Group\":\"shown\",\"Type\":\"delivered\",\"Count\":3}\n");
  }

  @Test
  void metricsHaveWhatWasDeliveredAndWhatWaits() throws Exception {
    RelaySettings settings =
        settings("fine").destination("stuck", "admin-stuck", "127.0.0.1:1").channelToAll(table);
    RelayProcess relay = servers.relay(settings);
    deliver("admin-fine", 5);

    Awaitility.await("a trouble")
        .until(() -> get(relay, "/metrics").body().contains("troubles{destination=\"stuck\"} 1"));
    Awaitility.await("nothing to wait for")
        .until(() -> get(relay, "/metrics").body().contains("bytes{destination=\"fine\"} 0"));
    Awaitility.await("no trouble any more, such as a topic that was just coming into being")
        .until(() -> get(relay, "/metrics").body().contains("troubles{destination=\"fine\"} 0"));
    assertThat(get(relay, "/metrics").body())
        .contains("sluice_relay_delivered_total{destination=\"fine\"} 5")
        .contains("sluice_relay_backlog_seconds{destination=\"fine\"} 0")
        .doesNotContain("sluice_relay_backlog_bytes{destination=\"stuck\"} 0");
    assertThat(run(relay, "destination", "list", "--json"))
        .contains("Kafka takes no records")
        .contains("bootstrap.servers");
    assertThat(get(relay, "/health/live").statusCode()).isEqualTo(200);
    assertThat(get(relay, "/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void withATokenNothingButHealthIsToldToThoseWithoutIt() throws Exception {
    RelayProcess relay = servers.relay(settings("secret").token("s3cret").channel(table, "secret"));
    assertThat(get(relay, "/metrics").statusCode()).isEqualTo(401);
    assertThat(get(relay, "/api/v1/destinations").statusCode()).isEqualTo(401);
    assertThat(get(relay, "/health/live").statusCode()).isEqualTo(200);
    assertThat(run(relay, "destination", "list", "--token", "s3cret")).contains("|secret|");
    assertRefused(relay.adminUrl(), "wants a token; give its key admin.token with --token");
  }

  @Test
  void withTlsItProvesToBeTheRelay() {
    Certificates certificates = Certificates.in(servers.newDirectory("certificates"));
    RelaySettings settings =
        settings("tls").tls(certificates.keystore(), Certificates.PASSWORD).channel(table, "tls");
    RelayProcess relay = servers.relay(settings);
    String authority = certificates.authority().toString();
    assertThat(relay.adminUrl()).startsWith("https://");
    assertThat(run(relay, "destination", "list", "--ca", authority)).contains("|tls ");
    assertRefused(relay.adminUrl(), "is not trusted, or speaks no TLS");
    assertThat(relay.log()).content().doesNotContain(Certificates.PASSWORD);
  }

  /** Whoever is at this machine may, and what a browser there has from somewhere else may not. */
  @Test
  void noWebPageCanUseIt() throws Exception {
    RelayProcess relay = servers.relay(settings("safe").channel(table, "safe"));
    String list = "GET /api/v1/destinations HTTP/1.1\r\nHost: ";
    assertThat(status(relay, list + "localhost\r\n")).isEqualTo(200);
    assertThat(status(relay, list + "a-name-of-ours.example\r\n")).isEqualTo(403);
    String create = "POST /api/v1/channels HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n";
    assertThat(status(relay, create + "Content-Type: text/plain\r\n\r\n{}")).isEqualTo(415);
    assertThat(status(relay, create + "Content-Type: application/json\r\n\r\n{}")).isEqualTo(409);
  }

  @Test
  void thePageHasNothingFromElsewhere() throws Exception {
    RelayProcess relay = servers.relay(settings("page").channel(table, "page"));
    assertThat(get(relay, "/").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
  }

  /** Each has a thread of the relay. */
  @Test
  void aFewPagesMayFollowIt() throws Exception {
    RelayProcess relay = servers.relay(settings("watched").channel(table, "watched"));
    List<Socket> pages = new ArrayList<>();
    try {
      while (pages.size() < 16) {
        pages.add(follow(relay, 200));
      }
      follow(relay, 503).close();
      pages.remove(0).close();
      Awaitility.await("room for another page")
          .ignoreExceptionsInstanceOf(AssertionError.class)
          .until(() -> pages.add(follow(relay, 200)));
    } finally {
      for (Socket page : pages) {
        page.close();
      }
    }
  }

  private static Socket follow(RelayProcess relay, int status) throws IOException {
    URI uri = URI.create(relay.adminUrl());
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    String request = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    try {
      assertThat(statusOf(socket)).isEqualTo(status);
    } catch (AssertionError e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private static int status(RelayProcess relay, String request) throws IOException {
    URI uri = URI.create(relay.adminUrl());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return statusOf(socket);
    }
  }

  private static int statusOf(Socket socket) throws IOException {
    String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    return Integer.parseInt(answer.substring(9));
  }

  @Test
  void whoAsksInVainIsToldWhatToDo() {
    servers.relay(settings("any").channel(table, "any"));
    assertRefused(NOWHERE, "no relay answers at " + NOWHERE + "; start it, or name another one");
  }

  private void assertRefused(String url, String message) {
    SluiceCommand command =
        SluiceCommand.run(servers.newDirectory("cli"), "destination", "list", "--url", url);
    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.output().lines()).singleElement().asString().contains(message);
  }

  private RelaySettings settings(String destination) {
    return new RelaySettings()
        .destination(destination, "admin-" + destination, kafka.bootstrap())
        .latest(); // and not what other tests have left
  }

  private void deliver(String topic, int rows) {
    for (int k = 0; k < rows; k++) {
      table.execute("INSERT INTO %s (k) VALUES (?)", k);
    }
    kafka.read(topic).next(rows);
  }

  private static String run(RelayProcess relay, String... arguments) {
    return new AdminCommands(relay).done(arguments);
  }

  private static String framed(String head, String row) {
    String rule = "-".repeat(head.length());
    return Stream.of(rule, head, rule, row, rule)
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  private static HttpResponse<String> get(RelayProcess relay, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create(relay.adminUrl() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
