package io.sluice.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.google.common.net.HostAndPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraConfigTest {
  private static final String DESTINATION =
      ConfigFiles.DESTINATION + "    lwt_writetime: read\n" + channel();

  @TempDir Path directory;
  private ConfigFiles files;

  @BeforeEach
  void open() throws Exception {
    files = new ConfigFiles(directory);
  }

  private static String channel() {
    return "channels: [ { keyspace: k, table: t, destination: demo } ]\n";
  }

  @Test
  void notNeededAndNotThere() throws Exception {
    RelayConfig config = files.load(ConfigFiles.DESTINATION);

    assertThat(config.destinations().get(0).lwtWritetime()).isEqualTo(LwtWritetime.PROPOSED);
    assertThat(config.cassandra()).isEmpty();
  }

  @Test
  void everyKey() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "hidden");
    RelayConfig config =
        files.load(
            DESTINATION
                + """
                cassandra:
                  contact_points: ["127.0.0.1:9043", "[::1]", node.example.org]
                  username: sluice
                  password: ${file:%s}
                  driver:
                    basic.request.consistency: LOCAL_SERIAL
                    basic.request.timeout: 3 seconds
                    advanced.connection.pool.local.size: 2
                    advanced.ssl-engine-factory.class: DefaultSslEngineFactory
                """
                    .formatted(password));

    assertThat(config.warnings()).isEmpty();
    assertThat(config.destinations().get(0).lwtWritetime()).isEqualTo(LwtWritetime.READ);
    CassandraConfig cassandra = config.cassandra().orElseThrow();
    assertThat(cassandra.contactPoints())
        .containsExactly(
            HostAndPort.fromParts("127.0.0.1", 9043),
            HostAndPort.fromParts("::1", 9042),
            HostAndPort.fromParts("node.example.org", 9042));
    assertThat(cassandra.login()).contains(new CassandraConfig.Login("sluice", "hidden"));
    DriverExecutionProfile options = options(cassandra);
    assertThat(options.getString(DefaultDriverOption.REQUEST_CONSISTENCY))
        .isEqualTo("LOCAL_SERIAL");
    assertThat(options.getDuration(DefaultDriverOption.REQUEST_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(options.getInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE)).isEqualTo(2);
    assertThat(options.getString(DefaultDriverOption.SSL_ENGINE_FACTORY_CLASS))
        .isEqualTo("DefaultSslEngineFactory");
  }

  @Test
  void defaults() throws Exception {
    RelayConfig config =
        files.load(DESTINATION + "cassandra: { contact_points: \"127.0.0.1:9042\" }\n");

    CassandraConfig cassandra = config.cassandra().orElseThrow();
    assertThat(cassandra.login()).isEmpty();
    DriverExecutionProfile options = options(cassandra);
    assertThat(options.getString(DefaultDriverOption.REQUEST_CONSISTENCY)).isEqualTo("SERIAL");
    assertThat(options.getDuration(DefaultDriverOption.REQUEST_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(options.getBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE)).isTrue();
    assertThat(options.getBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED)).isFalse();
    assertThat(options.getInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD)).isZero();
  }

  private static DriverExecutionProfile options(CassandraConfig cassandra) {
    return cassandra.options().getInitialConfig().getDefaultProfile();
  }

  @Test
  void aDestinationThatReadsNeedsIt() throws Exception {
    assertThat(problems(""))
        .containsExactly(
            "cassandra.contact_points: missing; destination demo has lwt_writetime: read, so the"
                + " relay has to ask Cassandra: name nodes of this node's data center, for example"
                + " contact_points: [\"127.0.0.1:9042\"]");
  }

  @Test
  void everyProblemIsTold() throws Exception {
    assertThat(
            problems(
                """
                cassandra:
                  contact_points: ["a:b", "127.0.0.1:9042"]
                  pasword: hidden
                  password: hidden
                  driver:
                    basic.contact-points: x
                    basic.request.consistency: ONE
                """))
        .containsExactlyInAnyOrder(
            "cassandra.contact_points: not a list of host:port; name nodes of this node's data"
                + " center, for example contact_points: [\"127.0.0.1:9042\"]",
            "cassandra.username: missing; give the role that the password is of",
            "cassandra.pasword: unknown key; did you mean password?",
            "cassandra.driver.basic.contact-points: is the relay's own; use contact_points",
            "cassandra.driver.basic.request.consistency: must be SERIAL or LOCAL_SERIAL, that of"
                + " your statements");
    assertThat(problems("cassandra: { driver: { basic..request: hidden } }\n"))
        .satisfiesExactly(
            points -> assertThat(points).startsWith("cassandra.contact_points: missing; name"),
            driver ->
                assertThat(driver)
                    .startsWith("cassandra.driver: the driver does not accept these options")
                    .doesNotContain("hidden"));
  }

  @Test
  void whatCannotBeReadBeforeItIsStoredIsRefused() throws Exception {
    assertThat(
            files
                .refusal(
                    ConfigFiles.DESTINATION
                        + "    lwt_writetime: read\n    publish: immediately\n"
                        + "cassandra: { contact_points: [a] }\n")
                .problems())
        .containsExactly(
            "destinations[0].lwt_writetime: read needs publish: confirmed, as nothing is stored yet"
                + " when a write is captured; change one of them");
  }

  @Test
  void whatIsProbablyNotMeantIsWarnedOf() throws Exception {
    assertThat(
            files
                .load(
                    ConfigFiles.DESTINATION
                        + channel()
                        + "cassandra: { contact_points: [a], driver: { basic.reqest.timeout: 1s } }")
                .warnings())
        .containsExactly(
            "cassandra: not used; no destination has lwt_writetime: read",
            "cassandra.driver.basic.reqest.timeout: no option of the driver; passed on");
  }

  @Test
  void secretsAreNotShown() throws Exception {
    String config =
        files
            .load(
                DESTINATION
                    + """
                    cassandra:
                      contact_points: [a]
                      username: sluice
                      password: hidden
                      driver: { advanced.ssl-engine-factory.truststore-password: hidden }
                    """)
            .toString();

    assertThat(config).contains("sluice", "truststore-password").doesNotContain("hidden");
  }

  private List<String> problems(String cassandra) throws Exception {
    return files.refusal(DESTINATION + cassandra).problems();
  }
}
