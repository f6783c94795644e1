package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Progress;
import io.sluice.sandbox.RelayProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every test finds running: a Cassandra node into which the trigger's jar was dropped while it
 * ran, a Kafka broker, and a relay that delivers each table of one keyspace to a topic of its own,
 * {@code keyspace.table}. Relays and brokers that a test adds end with it.
 *
 * <p>The files of the servers stay in {@code target/servers} until the next run. For one thread.
 */
public final class Servers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Servers.class);
  private static final Progress PROGRESS = log::info;

  private final WorkDirectory directory = WorkDirectory.emptied();
  private final Belongings shared = new Belongings();
  private final Belongings ofTheTest = new Belongings();
  private final CassandraNode node;
  private final KafkaBroker broker;
  private Cluster cluster;
  private Kafka kafka;
  private Keyspace delivered;
  private RelayProcess sharedRelay;

  Servers() {
    Path home = directory.next("cassandra");
    node = shared.add(new CassandraNode(home, new CassandraSettings(), PROGRESS), home);
    broker = brokerOf(shared);
  }

  /** Starts them, once. */
  void start() {
    var brokerStarted = CompletableFuture.runAsync(broker::start);
    node.start();
    node.installTrigger(Checkout.triggerJar());
    node.reloadTriggers();
    cluster = shared.add(new Cluster(node));
    delivered = cluster.keyspace();
    startJournal();
    brokerStarted.join();
    kafka = shared.add(new Kafka(broker.bootstrap()));
    sharedRelay = relayOf(shared, everyTableToATopicOfItsOwn());
    sharedRelay.start();
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
    return delivered.table(definition);
  }

  /** The keyspace of the tables that are delivered. */
  public Keyspace deliveredKeyspace() {
    return delivered;
  }

  /** What is delivered of a {@link #table}. */
  public TopicReader events(Table table) {
    return kafka.read(table.toString());
  }

  /** Starts a relay for one test, in the place of the shared one: a journal has one at a time. */
  public RelayProcess relay(RelaySettings settings) {
    if (sharedRelay.isAlive()) {
      sharedRelay.stop();
    }
    RelayProcess relay = relayOf(ofTheTest, settings);
    relay.start();
    return relay;
  }

  /** A broker for one test, which does not run yet. */
  public KafkaBroker stoppedBroker() {
    return brokerOf(ofTheTest);
  }

  /** The topics of a broker that is the test's own. */
  public Kafka kafka(KafkaBroker own) {
    return ofTheTest.add(new Kafka(own.bootstrap()));
  }

  /** A directory for files of one test. */
  public Path newDirectory(String name) {
    return directory.next(name);
  }

  /** What the servers of the test logged last. */
  Evidence evidence() {
    return Evidence.of(shared.homes(), ofTheTest.homes());
  }

  void closeWhatTheTestStarted() {
    ofTheTest.close();
    if (!sharedRelay.isAlive()) {
      sharedRelay.start();
    }
  }

  @Override
  public void close() {
    ofTheTest.close();
    shared.close();
  }

  private RelayProcess relayOf(Belongings owner, RelaySettings settings) {
    Path home = directory.next("relay");
    Path config = settings.write(home, node.journalDirectory());
    return owner.add(new RelayProcess(home, config, PROGRESS), home);
  }

  private KafkaBroker brokerOf(Belongings owner) {
    Path home = directory.next("kafka");
    return owner.add(new KafkaBroker(home, PROGRESS), home);
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
