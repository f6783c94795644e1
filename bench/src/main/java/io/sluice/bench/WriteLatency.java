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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Prints how long writes take at Cassandra's client while something of Sluice is down, beside those
 * while all is well, with {@code sync: periodic}: the same table, node and rate, in turns, in one
 * run. All is well twice in each turn, so that the two tell how much is noise.
 */
public final class WriteLatency {
  private static final int WRITES_PER_SECOND = 500;
  private static final int WARM_UP_SECONDS = 20;
  private static final int SETTLE_SECONDS = 3;
  private static final int MEASURED_SECONDS = 15;
  private static final String WELL = "all is well";

  private final Map<String, double[]> millis = new LinkedHashMap<>();
  private CassandraNode node;
  private KafkaBroker broker;
  private RelayProcess relay;
  private SteadyWrites writes;
  private Path slowDisk;

  private WriteLatency() {}

  /**
   * Runs for about two minutes a turn.
   *
   * @param args how many turns; 3 unless given
   */
  public static void main(String[] args) throws Exception {
    int turns = args.length == 0 || args[0].isBlank() ? 3 : Integer.parseInt(args[0]);
    new WriteLatency().run(turns);
  }

  private void run(int turns) throws Exception {
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      node = sandbox.cassandra("cassandra", new CassandraSettings());
      broker = sandbox.kafka("kafka", Ports.free());
      node.installTrigger(Checkout.triggerJar());
      node.reloadTriggers();
      Path jars = Files.createDirectories(sandbox.directory().resolve("slow-disk"));
      slowDisk = SlowDisk.jar(Checkout.triggerJar(), node.classPath(), jars);
      try (CqlSession session = node.connect()) {
        createTable(session);
        relay = sandbox.relay("relay", relayYaml(sandbox.directory()));
        writes = new SteadyWrites(session, "bench.writes", WRITES_PER_SECOND);
        writes.run(WARM_UP_SECONDS);
        for (int turn = 0; turn < turns; turn++) {
          turn();
        }
      }
    }
    print(turns);
  }

  private void turn() throws Exception {
    measure(WELL);
    relay.kill();
    measure("relay killed");
    relay.start();
    broker.kill();
    measure("broker killed");
    broker.start();
    load(slowDisk);
    measure("disk with syncs of 200 ms");
    load(Checkout.triggerJar());
    measure(WELL + ", again");
  }

  private void load(Path trigger) {
    node.installTrigger(trigger);
    node.reloadTriggers();
  }

  private void measure(String what) throws InterruptedException {
    writes.run(SETTLE_SECONDS); // what has just been started or stopped has done so by then
    millis.merge(
        what,
        writes.run(MEASURED_SECONDS),
        (a, b) -> DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).toArray());
  }

  private void print(int turns) {
    Percentiles well = Percentiles.of(millis.get(WELL));
    System.out.printf(
        "write to acknowledgement, ms, %d writes a second, %d turns of %d s%n",
        WRITES_PER_SECOND, turns, MEASURED_SECONDS);
    System.out.printf("%-28s %s%n", "", Percentiles.head());
    table(percentiles -> percentiles);
    System.out.printf("as ratios to %s%n", WELL);
    table(percentiles -> percentiles.over(well));
  }

  private void table(Function<Percentiles, Percentiles> shown) {
    millis.forEach(
        (what, times) -> System.out.printf("%-28s %s%n", what, shown.apply(Percentiles.of(times))));
  }

  private static void createTable(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
    session.execute(
        "CREATE TABLE bench.writes (k text PRIMARY KEY, a text, b int, c bigint, d boolean)");
    session.execute(
        "CREATE TRIGGER sluice ON bench.writes USING 'io.sluice.trigger.CaptureTrigger'");
  }

  private Path relayYaml(Path directory) throws IOException {
    String yaml =
        """
        journal: %s
        state: %s
        destinations:
          - name: bench
            topic: bench
            kafka: { bootstrap.servers: "%s" }
        channels:
          - { keyspace: bench, table: writes, destination: bench }
        """
            .formatted(node.journalDirectory(), directory.resolve("state"), broker.bootstrap());
    return Files.writeString(directory.resolve("relay.yaml"), yaml);
  }
}
