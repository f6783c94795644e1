package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Three Cassandra nodes in one data center, each on a loopback address of its own with the
 * trigger's jar, and a Kafka broker. Relays are for the test to add, one a node, and end with it. A
 * test may pause, kill and stop nodes: after it, all are made to run again, and one that ended
 * otherwise fails it.
 *
 * <p>The files of the servers stay in {@code target/servers} until the next run with the same
 * Cassandra. For one thread.
 */
public final class Ring implements Shared {
  private static final int SIZE = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final WorkDirectory directory = WorkDirectory.emptied("ring");
  private final Belongings shared = new Belongings(directory);
  private final Belongings ofTheTest = new Belongings(directory);
  private final List<CassandraNode> nodes = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final KafkaBroker broker = shared.broker();
  private Kafka kafka;
  private Vitals vitals;

  Ring() {
    for (int i = 1; i <= SIZE; i++) {
      nodes.add(shared.node(settings("127.0.0." + i)));
    }
  }

  /** Small, and quick to start, as they share the machine. */
  private CassandraSettings settings(String address) {
    CassandraSettings settings =
        TestedCassandra.settings()
            .address(address)
            .jvmOption("-Xms64m")
            .jvmOption("-Xmx384m")
            .jvmOption("-XX:TieredStopAtLevel=1")
            .jvmOption("-Dcassandra.superuser_setup_delay_ms=0")
            .jvmOption("-Dcassandra.ring_delay_ms=5000") // half of a node's patience with its seed
            .yaml("write_request_timeout_in_ms", "5000"); // so that only what must times out
    return nodes.isEmpty() ? settings : settings.seeds(nodes.get(0).storageAddress());
  }

  @Override
  public void start() {
    var brokerStarted = CompletableFuture.runAsync(broker::start);
    for (CassandraNode node : nodes) {
      node.installTrigger(Checkout.triggerJar());
      node.start();
    }
    awaitNodes();
    nodes.forEach(node -> members.add(new Member(node, shared.add(new Cluster(node)))));
    awaitClients();
    vitals = new Vitals(members.get(0).cluster().keyspace(SIZE));
    brokerStarted.join();
    kafka = shared.add(new Kafka(broker.bootstrap()));
  }

  /** A node, by its number from 0 to 2. */
  public Member member(int number) {
    return members.get(number);
  }

  /** The topics of the broker. */
  public Kafka kafka() {
    return kafka;
  }

  /** Starts a relay of one node's journal, for the test. */
  public RelayProcess relay(Member member, RelaySettings settings) {
    RelayProcess relay = ofTheTest.relay(member.node(), settings);
    relay.start();
    return relay;
  }

  /** A broker for one test, which does not run yet. */
  public KafkaBroker stoppedBroker() {
    return ofTheTest.broker();
  }

  /** A directory for files of one test. */
  public Path newDirectory(String name) {
    return directory.next(name);
  }

  /** Waits until every node sees every node up, and every client does. None may be paused. */
  public void awaitUp() {
    awaitNodes();
    awaitClients();
  }

  private void awaitNodes() {
    await("every node up", nodes, addresses(nodes));
  }

  private void awaitClients() {
    Awaitility.await("every client connected to every node")
        .atMost(PATIENCE)
        .until(() -> members.stream().allMatch(member -> member.cluster().connections() == SIZE));
  }

  /** Waits until the others see a node down, and refuse what needs it. */
  public void awaitDown(Member gone) {
    List<CassandraNode> others = nodes.stream().filter(node -> node != gone.node()).toList();
    await(gone.node().storageAddress() + " down", others, addresses(others));
  }

  @Override
  public void closeWhatTheTestStarted() {
    ofTheTest.close();
    List<CassandraNode> died = nodes.stream().filter(CassandraNode::hasDied).toList();
    nodes.forEach(CassandraNode::resume);
    nodes.stream().filter(node -> !node.isAlive()).forEach(CassandraNode::start);
    awaitUp();
    Vitals.assertNone(died);
  }

  @Override
  public Evidence evidence() {
    return Evidence.of(shared.homes(), ofTheTest.homes());
  }

  @Override
  public void assertDatabaseServes() {
    members.forEach(member -> vitals.assertServes(member.cluster()));
  }

  @Override
  public void close() {
    ofTheTest.close();
    shared.close();
  }

  private static void await(String what, List<CassandraNode> seers, Set<String> seen) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(() -> seers.stream().allMatch(node -> node.upNodes().equals(seen)));
  }

  private static Set<String> addresses(List<CassandraNode> nodes) {
    return nodes.stream().map(CassandraNode::storageAddress).collect(Collectors.toSet());
  }
}
