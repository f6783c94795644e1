package io.sluice.relay.config;

import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.METADATA_SCHEMA_ENABLED;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_MAX_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_CONSISTENCY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How the relay is a client of Cassandra: only to read stored writetimes, never to write.
 *
 * @param contactPoints at least one, each with its port
 * @param login empty where Cassandra asks for none
 * @param driver the driver's options by their paths: the relay's defaults, and over them the
 *     operator's; may hold secrets
 */
public record CassandraConfig(
    List<HostAndPort> contactPoints, Optional<Login> login, Map<String, String> driver) {
  static final int DEFAULT_PORT = 9042;

  /**
   * SERIAL sees what a conditional write of consistency SERIAL, Cassandra's default, decided. The
   * relay reads only, needs no copy of the schema, knows soon when a node is back, and is not to
   * wait for threads when it stops.
   */
  static final Map<String, String> DEFAULTS =
      Map.of(
          REQUEST_CONSISTENCY.getPath(), "SERIAL",
          REQUEST_DEFAULT_IDEMPOTENCE.getPath(), "true",
          METADATA_SCHEMA_ENABLED.getPath(), "false",
          RECONNECTION_MAX_DELAY.getPath(), "5 seconds",
          NETTY_IO_SHUTDOWN_QUIET_PERIOD.getPath(), "0",
          NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD.getPath(), "0");

  /** A role of Cassandra. */
  public record Login(String username, String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return username;
    }
  }

  public CassandraConfig {
    contactPoints = List.copyOf(contactPoints);
    driver = ImmutableMap.copyOf(driver);
  }

  /**
   * Begins to connect. Names of nodes are resolved with every attempt.
   *
   * @param dataCenter whose nodes are asked
   * @return a session for the caller to close, or a failure that says why there is none
   */
  public CompletionStage<CqlSession> connect(String dataCenter) {
    CqlSessionBuilder builder = CqlSession.builder();
    contactPoints.forEach(point -> builder.addContactPoint(address(point)));
    login.ifPresent(role -> builder.withAuthCredentials(role.username, role.password));
    return builder.withLocalDatacenter(dataCenter).withConfigLoader(options()).buildAsync();
  }

  private static InetSocketAddress address(HostAndPort point) {
    return InetSocketAddress.createUnresolved(point.getHost(), point.getPort());
  }

  /** What the driver makes of its options. */
  DriverConfigLoader options() {
    ProgrammaticDriverConfigLoaderBuilder builder = DriverConfigLoader.programmaticBuilder();
    driver.forEach((path, value) -> builder.withString(() -> path, value));
    return builder.build();
  }

  /** Without the options' values. */
  @Override
  public String toString() {
    return "%s%s%s".formatted(contactPoints, login, driver.keySet());
  }
}
