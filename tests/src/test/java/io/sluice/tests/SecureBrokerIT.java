package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Certificates;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import io.sluice.sandbox.SecurePort;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.SecureClient;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A broker with TLS and SCRAM: with the right secrets, with wrong ones, and those mended. */
@EndToEnd
class SecureBrokerIT {
  private static final String PASSWORD = "open-sesame-5512";
  private static final String WRONG = "open-barley-8034";
  private static final String CHANGED = "open-millet-2971";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Servers servers;
  private final Table table;
  private final Certificates certificates;
  private final SecurePort port;
  private final KafkaBroker broker;
  private int rows;

  SecureBrokerIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table("(k int PRIMARY KEY, v text)");
    certificates = Certificates.in(servers.newDirectory("certificates"));
    port = new SecurePort(certificates, "sluice", PASSWORD);
    broker = servers.stoppedBroker().with(port);
  }

  @Test
  void aWrongPasswordIsToldAndWhenMendedDeliveredWithoutShowingEither() throws IOException {
    broker.start();
    SecureClient client = client();
    client.password(WRONG);
    RelayProcess relay = relay(new RelaySettings().destination("secure", "t", client.kafka()));
    relay.option("-Dlogback.configurationFile=" + everythingLogged());
    relay.start();

    write(3);
    awaitLogged(relay, "destination secure: Kafka takes no records", "kafka.sasl.jaas.config");
    client.password(PASSWORD);
    assertThat(delivered("t", 3)).containsExactly(1, 2, 3);
    awaitLogged(relay, "destination secure: delivering again");
    relay.stop();

    assertThat(relay.log()).content().contains("DEBUG", "ProducerConfig values");
    for (Path file : filesOf(relay)) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(PASSWORD, WRONG, Certificates.PASSWORD);
    }
  }

  @Test
  void oneMistakeHoldsUpOneDestination() {
    broker.start();
    SecureClient stranger = client();
    stranger.trust(Certificates.in(servers.newDirectory("certificates")));
    RelayProcess relay =
        relay(
            new RelaySettings()
                .destination("fine", "fine", client().kafka())
                .destination("stranger", "stranger", stranger.kafka())
                .destination("open", "open", Map.of("bootstrap.servers", port.bootstrap()))
                .destination("tls", "tls", tlsOnAnOpenPort()));
    relay.start();

    write(3);
    assertThat(delivered("fine", 3)).containsExactly(1, 2, 3);
    awaitLogged(
        relay, "destination stranger: Kafka takes no records", "kafka.ssl.truststore.location");
    awaitLogged(relay, "destination open: Kafka takes no records", "kafka.security.protocol");
    awaitLogged(relay, "destination tls: Kafka takes no records", "kafka.security.protocol");
    stranger.trust(certificates);
    assertThat(delivered("stranger", 3)).containsExactly(1, 2, 3);
    assertThat(relay.log()).content().doesNotContain("\tat ");
  }

  @Test
  void anExpiredCertificateAndAChangedPasswordAreToldAndWaitedFor() throws Exception {
    certificates.expire();
    broker.start();
    SecureClient client = client();
    RelayProcess relay =
        relay(
            new RelaySettings()
                .destination("secure", "t", client.kafka())
                .destination("once", "once", client.kafka())
                .exactlyOnce());
    relay.start();
    write(2);
    awaitLogged(relay, "destination secure: Kafka takes no records", "has expired");
    awaitLogged(relay, "destination once: Kafka does not let transactions begin", "has expired");

    certificates.renew();
    broker.restart();
    assertThat(delivered("t", 2)).containsExactly(1, 2);
    assertThat(committed(2)).containsExactly(1, 2);

    try (Kafka kafka = new Kafka(broker.bootstrap())) {
      kafka.changePassword(port.user(), CHANGED);
    }
    broker.stop();
    write(2); // under way when the broker refuses the login: Kafka's producer tries for ever
    broker.start();
    awaitLogged(relay, "destination secure: ", "check user and password in kafka.sasl.jaas.config");
    awaitLogged(relay, "destination once: ", "check user and password in kafka.sasl.jaas.config");
    client.password(CHANGED);
    assertThat(delivered("t", 4)).containsExactly(1, 2, 3, 4);
    assertThat(committed(4)).containsExactly(1, 2, 3, 4);
    assertThat(relay.log()).content().doesNotContain("\tat ");
  }

  private SecureClient client() {
    return new SecureClient(port, servers.newDirectory("client"));
  }

  private Map<String, String> tlsOnAnOpenPort() {
    Map<String, String> kafka = client().kafka();
    kafka.put("bootstrap.servers", broker.bootstrap());
    return kafka;
  }

  /** Of all destinations, each with the table. */
  private RelayProcess relay(RelaySettings settings) {
    return servers
        .stoppedRelay(settings.channelToAll(table))
        .environment(SecureClient.TRUSTSTORE_PASSWORD, Certificates.PASSWORD);
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      table.execute("INSERT INTO %s (k, v) VALUES (?, 'v')", ++rows);
    }
  }

  private List<Integer> delivered(String topic, int count) {
    return servers.kafka(broker).read(topic).next(count).stream().map(SecureBrokerIT::key).toList();
  }

  private List<Integer> committed(int count) {
    try (Kafka kafka = Kafka.committed(broker.bootstrap())) {
      return kafka.read("once").next(count).stream().map(SecureBrokerIT::key).toList();
    }
  }

  private static int key(Event event) {
    return Integer.parseInt(event.key().replaceAll("\\D", ""));
  }

  private static void awaitLogged(RelayProcess relay, String... inOneLine) {
    Awaitility.await(String.join(" … ", inOneLine))
        .atMost(PATIENCE)
        .until(
            () ->
                lines(relay)
                    .anyMatch(line -> List.of(inOneLine).stream().allMatch(line::contains)));
  }

  private static Stream<String> lines(RelayProcess relay) {
    try {
      return Files.readAllLines(relay.log()).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesOf(RelayProcess relay) throws IOException {
    try (Stream<Path> files = Files.walk(relay.log().getParent())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** All that Kafka's client, the driver and the relay have to say. */
  private Path everythingLogged() throws IOException {
    return Files.writeString(
        servers.newDirectory("logback").resolve("logback.xml"),
        """
        <configuration>
          <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %-5level [%thread] %logger - %msg%n</pattern></encoder>
          </appender>
          <root level="DEBUG"><appender-ref ref="stdout"/></root>
        </configuration>
        """);
  }
}
