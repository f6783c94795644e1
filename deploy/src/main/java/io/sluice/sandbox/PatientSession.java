package io.sluice.sandbox;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.time.Duration;
import java.util.List;

/** Sessions that wait for a node on a busy machine: the driver's own limits are 2 to 5 seconds. */
final class PatientSession {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final List<DefaultDriverOption> LIMITS =
      List.of(
          DefaultDriverOption.REQUEST_TIMEOUT,
          DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT,
          DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT,
          DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT,
          DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT);

  private PatientSession() {}

  static CqlSession connect(CassandraNode node) {
    var config = DriverConfigLoader.programmaticBuilder();
    LIMITS.forEach(option -> config.withDuration(option, LIMIT));
    return CqlSession.builder()
        .withConfigLoader(config.build())
        .addContactPoint(node.contactPoint())
        .withLocalDatacenter(node.dataCenter())
        .build();
  }
}
