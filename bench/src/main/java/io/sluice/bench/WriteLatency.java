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

/**
 * Prints how long writes take at Cassandra's client while something of Sluice is down, beside those
 * while all is well, with {@code sync: periodic}: the same node and rate, in turns, in one run. A
 * table without the trigger is written to in each turn as well; and all is well twice, so that the
 * two tell how much is noise.
 */
public final class WriteLatency {
  private static final int TURNS = 5;
  private static final int WRITES_PER_SECOND = 500;
  private static final int WARM_UP_SECONDS = Sizes.of(20, 1);
  private static final int SETTLE_SECONDS = Sizes.of(6, 1);
  private static final int MEASURED_SECONDS = Sizes.of(8, 1);
  private static final String WELL = "all is well";

  private final Turns measured = new Turns(WELL);
  private final Sandbox sandbox;
  private final CassandraNode node;
  private final KafkaBroker broker;

  private WriteLatency(Sandbox sandbox) {
    this.sandbox = sandbox;
    node = sandbox.cassandra("cassandra", new CassandraSettings());
    broker = sandbox.kafka("kafka", Ports.free());
  }

  /**
   * Runs for about a minute and a half a turn.
   *
   * @param args how many turns; 5 unless given
   */
  public static void main(String[] args) throws Exception {
    int turns = Sizes.of(args, 0, TURNS, 1);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      new WriteLatency(sandbox).run(turns);
    }
  }

  private void run(int turns) throws Exception {
    install(Checkout.triggerJar());
    Path jars = Files.createDirectories(sandbox.directory().resolve("slow-disk"));
    Path slowDisk = SlowDisk.jar(Checkout.triggerJar(), node.classPath(), jars);
    try (CqlSession session = node.connect()) {
      Load captured = load(BenchTable.create(session));
      Load plain = load(BenchTable.createPlain(session));
      RelayProcess relay = sandbox.relay("relay", relayYaml(sandbox.directory()));
      for (int turn = 0; turn < turns; turn++) {
        write(captured, WARM_UP_SECONDS); // a broker that was started takes CPU for as long
        measure(WELL, captured);
        measure("no trigger", plain);
        install(slowDisk);
        measure("disk with syncs of 200 ms", captured);
        SlowDisk.checkUsed(node.journalDirectory());
        install(Checkout.triggerJar());
        measure(WELL + ", again", captured);
        relay.kill();
        measure("relay killed", captured);
        relay.start();
        broker.kill();
        measure("broker killed", captured);
        broker.start();
      }
    }
    System.out.printf(
        "write to acknowledgement, ms, %d writes a second, %d turn(s) of %d s%n",
        WRITES_PER_SECOND, turns, MEASURED_SECONDS);
    measured.print();
    report().save();
  }

  private Report report() {
    Report report =
        new Report(
            "write-latency",
            "Writes at the client while something of Sluice is down",
            "bench/run write-latency");
    measured.into(report);
    return report
        .note(
            WRITES_PER_SECOND
                + " writes a second to one node, with sync: periodic; a turn has "
                + MEASURED_SECONDS
                + " s of each state, behind "
                + SETTLE_SECONDS
                + " s to settle.")
        .note("All is well twice in each turn: the two tell how much is noise.");
  }

  private void install(Path trigger) {
    node.installTrigger(trigger);
    node.reloadTriggers();
  }

  private void measure(String state, Load load) throws InterruptedException {
    write(load, SETTLE_SECONDS); // so that what was just started or loaded is warm
    measured.add(state, write(load, MEASURED_SECONDS).millis());
  }

  private static Load load(BenchTable table) {
    return new Load(Load.AMPLE, table::write);
  }

  private static Load.Measured write(Load load, int seconds) throws InterruptedException {
    return load.steady(WRITES_PER_SECOND, Duration.ofSeconds(seconds));
  }

  private Path relayYaml(Path directory) throws IOException {
    String yaml =
        """
        journal: %s
        state: %s
        admin: { listen: none }
        destinations:
          - name: bench
            topic: bench
            kafka: { bootstrap.servers: "%s" }
        channels:
          - { keyspace: bench, table: changes, destination: bench }
        """
            .formatted(node.journalDirectory(), directory.resolve("state"), broker.bootstrap());
    return Files.writeString(directory.resolve("relay.yaml"), yaml);
  }
}
