package io.sluice.tests.harness;

import io.sluice.sandbox.ApicurioRegistry;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * What every test finds running: a Cassandra node into which the trigger's jar was dropped while it
 * ran, and a Kafka broker; and for tests that ask for a {@link #table}, a relay that delivers each
 * table of one keyspace to a topic of its own, {@code keyspace.table}. Relays and brokers that a
 * test adds end with it.
 *
 * <p>The files of the servers stay in {@code target/servers} until the next run with the same
 * Cassandra. For one thread.
 */
public final class Servers implements Shared {
  private final WorkDirectory directory = WorkDirectory.emptied("one-node");
  private final Belongings shared = new Belongings(directory);
  private final Belongings ofTheTest = new Belongings(directory);
  private final CassandraNode node = shared.node(settings());
  private final KafkaBroker broker = shared.broker();
  private Cluster cluster;
  private Vitals vitals;
  private Kafka kafka;
  private Keyspace delivered;
  private RelayProcess sharedRelay;
  private boolean testHasRelay;

  /**
   * Timeouts are such that a busy machine is no reason for one; reads have theirs anyway. Mutations
   * are as large as Cassandra allows by default, 16 MiB, and one client may send them.
   */
  private static CassandraSettings settings() {
    return TestedCassandra.settings()
        .yaml("write_request_timeout_in_ms", "5000")
        .yaml("counter_write_request_timeout_in_ms", "5000")
        .yaml("cas_contention_timeout_in_ms", "5000")
        .yaml("commitlog_segment_size_in_mb", "33")
        .yaml("native_transport_max_concurrent_requests_in_bytes", "134217728")
        .yaml("native_transport_max_concurrent_requests_in_bytes_per_ip", "134217728")
        .yaml("enable_drop_compact_storage", "true");
  }

  @Override
  public void start() {
    var brokerStarted = CompletableFuture.runAsync(broker::start);
    node.start();
    node.installTrigger(Checkout.triggerJar());
    node.reloadTriggers();
    cluster = shared.add(new Cluster(node));
    delivered = cluster.keyspace();
    startJournal();
    vitals = new Vitals(delivered);
    brokerStarted.join();
    kafka = shared.add(new Kafka(broker.bootstrap()));
    sharedRelay = shared.relay(node, everyTableToATopicOfItsOwn());
  }

  /** The node's tables. */
  public Cluster cluster() {
    return cluster;
  }

  /** The node itself, to stop and start. */
  public CassandraNode node() {
    return node;
  }

  /** Has the node know the {@link Saboteur}, from now on. */
  public void installSaboteur() {
    Saboteur.install(node, directory.next("saboteur"));
  }

  /** The topics of the broker that all tests share. */
  public Kafka kafka() {
    return kafka;
  }

  /**
   * Creates a table whose changes are captured and delivered.
   *
   * @param definition in parentheses: columns and primary key, and what may follow them
   */
  public Table table(String definition) {
    return deliveredKeyspace().table(definition);
  }

  /** The keyspace of the tables that are delivered. */
  public Keyspace deliveredKeyspace() {
    if (!testHasRelay && !sharedRelay.isAlive()) {
      sharedRelay.start();
    }
    return delivered;
  }

  /** What is delivered of a {@link #table}. */
  public TopicReader events(Table table) {
    return kafka.read(table.toString());
  }

  /** Starts a relay for one test, in the place of the shared one: a journal has one at a time. */
  public RelayProcess relay(RelaySettings settings) {
    return relay(node.journalDirectory(), settings);
  }

  /** The same for a journal that is somewhere else. */
  public RelayProcess relay(Path journal, RelaySettings settings) {
    RelayProcess relay = stoppedRelay(journal, settings);
    relay.start();
    return relay;
  }

  /** The same, of a relay that the test itself starts. */
  public RelayProcess stoppedRelay(RelaySettings settings) {
    return stoppedRelay(node.journalDirectory(), settings);
  }

  private RelayProcess stoppedRelay(Path journal, RelaySettings settings) {
    testHasRelay = true;
    if (sharedRelay.isAlive()) {
      sharedRelay.stop();
    }
    return ofTheTest.relay(journal, settings);
  }

  /**
   * Starts a relay for one test beside another one, of copies of the journal and of that one's
   * state, which has to be still.
   */
  public RelayProcess relayOfCopies(RelayProcess original, RelaySettings settings) {
    RelayProcess relay = ofTheTest.relayOfCopies(node, original, settings);
    relay.start();
    return relay;
  }

  /** A node for one test, which does not run yet and knows nothing of Sluice. */
  public CassandraNode stoppedNode() {
    return ofTheTest.node(TestedCassandra.settings());
  }

  /** A broker for one test, which does not run yet. */
  public KafkaBroker stoppedBroker() {
    return ofTheTest.broker();
  }

  /** A schema registry for one test, which does not run yet. */
  public ApicurioRegistry stoppedRegistry() {
    return ofTheTest.registry();
  }

  /** The topics of a broker that is the test's own. */
  public Kafka kafka(KafkaBroker own) {
    return ofTheTest.add(new Kafka(own.bootstrap()));
  }

  /** Who looks after the topics of the broker that all tests share. */
  public KafkaAdmin kafkaAdmin() {
    return ofTheTest.add(new KafkaAdmin(broker.bootstrap()));
  }

  /** A directory for files of one test. */
  public Path newDirectory(String name) {
    return directory.next(name);
  }

  @Override
  public Evidence evidence() {
    return Evidence.of(shared.homes(), ofTheTest.homes());
  }

  @Override
  public void closeWhatTheTestStarted() {
    ofTheTest.close();
    testHasRelay = false;
  }

  @Override
  public void assertDatabaseServes() {
    vitals.assertServes(cluster);
  }

  @Override
  public void close() {
    ofTheTest.close();
    shared.close();
  }

  /** A relay wants a journal, and there is none before the first write that is captured. */
  private void startJournal() {
    delivered.table("(k int PRIMARY KEY)").execute("INSERT INTO %s (k) VALUES (1)");
  }

  private RelaySettings everyTableToATopicOfItsOwn() {
    return new RelaySettings()
        .destination("delivered", "${keyspace}.${table}", broker.bootstrap())
        .channel(delivered.name(), "*", "delivered");
  }
}
