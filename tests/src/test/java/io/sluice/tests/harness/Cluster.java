package io.sluice.tests.harness;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.connection.ConstantReconnectionPolicy;
import io.sluice.sandbox.CassandraNode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * A client of one node, which coordinates all that this asks for, whatever other nodes there are.
 * Connects again when the node was gone. For many threads.
 */
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
          .withClass(DefaultDriverOption.RETRY_POLICY_CLASS, NoRetry.class)
          .build();

  private static final AtomicInteger KEYSPACES = new AtomicInteger();

  private final CassandraNode node;
  private final CqlSession session;
  private final Node coordinator;

  Cluster(CassandraNode node) {
    this.node = node;
    session =
        CqlSession.builder()
            .addContactPoint(node.contactPoint())
            .withLocalDatacenter(node.dataCenter())
            .withConfigLoader(CONFIG)
            .build();
    coordinator = coordinator(session, node);
  }

  private static Node coordinator(CqlSession session, CassandraNode node) {
    return session.getMetadata().getNodes().values().stream()
        .filter(known -> known.getEndPoint().resolve().equals(node.contactPoint()))
        .findFirst()
        .orElseThrow();
  }

  /** Creates a keyspace that nobody else uses. */
  public Keyspace keyspace() {
    return keyspace(1);
  }

  /** The same, with each row on so many nodes. */
  public Keyspace keyspace(int replicas) {
    String name = "ks" + KEYSPACES.incrementAndGet();
    define(
        "CREATE KEYSPACE %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': %d}"
            .formatted(name, replicas));
    return new Keyspace(this, name);
  }

  /** Runs a statement; values are for its question marks. */
  public ResultSet execute(String cql, Object... values) {
    return execute(SimpleStatement.newInstance(cql, values));
  }

  /** Waits until the node, which was gone, is connected again. */
  public void awaitNode() {
    Awaitility.await("the node")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(AllNodesFailedException.class)
        .until(() -> execute("SELECT key FROM system.local").one() != null);
  }

  /** The same at a consistency level. */
  public ResultSet execute(ConsistencyLevel level, String cql, Object... values) {
    return execute(SimpleStatement.newInstance(cql, values).setConsistencyLevel(level));
  }

  /** The cluster's name. */
  public String name() {
    return execute("SELECT cluster_name FROM system.local").one().getString(0);
  }

  /** Where changes come from, as records say it: data center and host id. */
  public String source() {
    UUID hostId = execute("SELECT host_id FROM system.local").one().getUuid("host_id");
    return node.dataCenter() + "/" + hostId;
  }

  /**
   * Runs a statement that changes the schema, and waits until every node that is up has it: a node
   * that has not yet heard of a trigger would not capture what it coordinates.
   */
  void define(String cql) {
    execute(cql);
    if (!session.checkSchemaAgreement()) {
      throw new IllegalStateException("the nodes do not agree on the schema after " + cql);
    }
  }

  /** The nodes that it is connected to, and so asks for their schema. */
  long connections() {
    return session.getMetadata().getNodes().values().stream()
        .filter(known -> known.getOpenConnections() > 0)
        .count();
  }

  /** Prepares a statement, once for the node and all of its clients. */
  public PreparedStatement prepare(String cql) {
    return session.prepare(cql);
  }

  /** Runs a statement that was put together by the driver's means. */
  public <T extends Statement<T>> ResultSet execute(T statement) {
    return session.execute(statement.setNode(coordinator));
  }

  /** The same for a statement of any kind. */
  public ResultSet ask(Statement<?> statement) {
    return session.execute(statement.setNode(coordinator));
  }

  @Override
  public void close() {
    session.close();
  }
}
