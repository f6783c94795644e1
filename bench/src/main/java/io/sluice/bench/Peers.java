package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Ports;
import io.sluice.sandbox.RelayProcess;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The ways that are compared, on one node and one broker: Sluice and Debezium with a table each,
 * and a client that produces straight to Kafka, by itself or once Cassandra has its row.
 */
final class Peers implements AutoCloseable {
  static final String SLUICE = "Sluice";
  static final String DEBEZIUM = "Debezium";
  static final String DIRECT = "direct produce";
  static final String DUAL = "dual write";

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int MOST_LOOKS = 240;

  /** Of one core, in which the node counts as idle. */
  private static final double QUIET_SHARE = 0.15;

  private static final String SLUICE_TABLE = "by_sluice";
  private static final String DEBEZIUM_TABLE = "by_debezium";
  private static final String DUAL_TABLE = "by_client";

  private final Deque<Runnable> open = new ArrayDeque<>();
  private final Sandbox sandbox;
  private final CassandraNode node;
  private final KafkaBroker broker;
  private final List<Peer> all = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param syncMillis how often the node syncs its commit log, which is when Debezium sees it
   */
  static Peers start(int syncMillis) throws IOException {
    Peers peers = new Peers(syncMillis);
    try {
      peers.begin();
      return peers;
    } catch (IOException | RuntimeException e) {
      peers.close();
      throw e;
    }
  }

  private Peers(int syncMillis) {
    sandbox = Sandbox.temporary(line -> System.out.println(line));
    open.push(sandbox::close);
    node = sandbox.cassandra("cassandra", settings(syncMillis));
    broker = sandbox.kafka("kafka", Ports.free());
  }

  private static CassandraSettings settings(int syncMillis) {
    return new CassandraSettings()
        .jvmOption("-Xms1g")
        .jvmOption("-Xmx1g")
        .yaml("commitlog_sync_period_in_ms", Integer.toString(syncMillis))
        .yaml("commitlog_segment_size_in_mb", "32")
        .yaml("cdc_enabled", "true")
        .yaml("cdc_total_space_in_mb", "16384")
        .yaml("write_request_timeout_in_ms", "20000");
  }

  private void begin() throws IOException {
    node.installTrigger(Checkout.triggerJar());
    node.reloadTriggers();
    CqlSession session = node.connect();
    open.push(session::close);
    ComparedTable.createKeyspace(session);
    all.add(sluice(session));
    if (Debezium.isResolved()) {
      all.add(debezium(session));
    } else if (Sizes.smoke()) {
      System.out.println("without Debezium: the build resolves it with -Ppeers alone");
    } else {
      throw new IllegalStateException("Debezium is not resolved: build with -Ppeers");
    }
    all.add(new Peer(DIRECT, receipts("direct"), producer("direct")));
    ComparedTable table = ComparedTable.plain(session, DUAL_TABLE);
    all.add(new Peer(DUAL, receipts("dual"), table, producer("dual")));
  }

  private Peer sluice(CqlSession session) throws IOException {
    String trigger = "io.sluice.trigger.CaptureTrigger";
    ComparedTable table = ComparedTable.withTrigger(session, SLUICE_TABLE, trigger);
    Path directory = sandbox.directory().resolve("relay");
    RelayProcess relay =
        new RelayProcess(directory, relayYaml(), line -> System.out.println(line))
            .option("-Xlog:gc:file=" + gcLog(SLUICE));
    sandbox.start(relay);
    return new Peer(SLUICE, Carrier.of(relay), receipts("sluice"), table);
  }

  private Path relayYaml() throws IOException {
    String yaml =
        """
        journal: %s
        state: %s
        admin: { listen: none }
        destinations:
          - name: bench
            topic: sluice
            kafka: { bootstrap.servers: "%s" }
        channels:
          - { keyspace: bench, table: %s, destination: bench }
        """
            .formatted(
                node.journalDirectory(),
                sandbox.directory().resolve("state"),
                broker.bootstrap(),
                SLUICE_TABLE);
    return Files.writeString(sandbox.directory().resolve("relay.yaml"), yaml);
  }

  private Peer debezium(CqlSession session) throws IOException {
    ComparedTable table = ComparedTable.withCdc(session, DEBEZIUM_TABLE);
    Path directory = sandbox.directory().resolve("debezium");
    Debezium debezium = Debezium.start(node, broker.bootstrap(), directory, gcLog(DEBEZIUM));
    open.push(debezium::close);
    return new Peer(DEBEZIUM, debezium, receipts(Debezium.topic(DEBEZIUM_TABLE)), table);
  }

  private Direct producer(String topic) {
    Direct producer = new Direct(broker.bootstrap(), topic);
    open.push(producer::close);
    return producer;
  }

  private Receipts receipts(String topic) {
    Receipts receipts = new Receipts(broker.bootstrap(), topic, Peer.ROWS);
    open.push(receipts::close);
    return receipts;
  }

  /** Sluice, Debezium if it is resolved, and the two of the client alone. */
  List<Peer> all() {
    return List.copyOf(all);
  }

  /** What readers of numbers about them need to know. */
  String note() throws IOException {
    return Debezium.isResolved()
        ? "Debezium's connector for Cassandra 5 is "
            + Debezium.version()
            + ": it reads in real time, with polls of 20 ms, writes its positions once a second, and"
            + " sends JSON without schemas, as Sluice does, with the relay's linger.ms and batch.size."
        : "Without Debezium, which the build has not resolved.";
  }

  /** Those that have a process. */
  List<Peer> carried() {
    return all.stream().filter(Peer::hasProcess).toList();
  }

  /** Sluice, which is always there. */
  Peer sluice() {
    return all.get(0);
  }

  /**
   * Waits until the node has done what writes leave behind: commit log, flushes, compactions.
   *
   * @throws IllegalStateException if it never does
   */
  void awaitQuietNode() throws InterruptedException {
    double before = ProcessCpu.micros(node.pid());
    for (int look = 0; look < MOST_LOOKS; look++) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      double now = ProcessCpu.micros(node.pid());
      if (now - before < QUIET_SHARE * TimeUnit.NANOSECONDS.toMicros(LOOK.toNanos())) {
        return;
      }
      before = now;
    }
    throw new IllegalStateException("the node does not come to rest");
  }

  /** The most of its heap that a peer's process has used, in MiB. */
  double heap(String name) throws IOException {
    return GcLog.peakMebibytes(gcLog(name));
  }

  private Path gcLog(String name) {
    return sandbox.directory().resolve(name + "-gc.log");
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}
