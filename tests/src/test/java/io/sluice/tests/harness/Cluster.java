package io.sluice.tests.harness;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.internal.core.connection.ConstantReconnectionPolicy;
import io.sluice.sandbox.CassandraNode;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A client of the node, which connects again when the node was gone. For many threads. */
public final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DriverConfigLoader CONFIG =
      DriverConfigLoader.programmaticBuilder()
          .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
          .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
          .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
          .withClass(
              DefaultDriverOption.RECONNECTION_POLICY_CLASS, ConstantReconnectionPolicy.class)
          .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
          .build();

  private final CassandraNode node;
  private final CqlSession session;
  private int keyspaces;

  Cluster(CassandraNode node) {
    this.node = node;
    session =
        CqlSession.builder()
            .addContactPoint(node.contactPoint())
            .withLocalDatacenter(node.dataCenter())
            .withConfigLoader(CONFIG)
            .build();
  }

  /** Creates a keyspace that nobody else uses. */
  public Keyspace keyspace() {
    String name = "ks" + ++keyspaces;
    execute(
        "CREATE KEYSPACE "
            + name
            + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    return new Keyspace(this, name);
  }

  /** Runs a statement; values are for its question marks. */
  public ResultSet execute(String cql, Object... values) {
    return session.execute(SimpleStatement.newInstance(cql, values));
  }

  /** Waits until the node, which was gone, is connected again. */
  public void awaitNode() {
    Awaitility.await("the node")
        .atMost(PATIENCE)
        .ignoreException(NoNodeAvailableException.class)
        .until(() -> execute("SELECT key FROM system.local").one() != null);
  }

  /** Where changes come from, as records say it: data center and host id. */
  public String source() {
    UUID hostId = execute("SELECT host_id FROM system.local").one().getUuid("host_id");
    return node.dataCenter() + "/" + hostId;
  }

  CqlSession session() {
    return session;
  }

  @Override
  public void close() {
    session.close();
  }
}
