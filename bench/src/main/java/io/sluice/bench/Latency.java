package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Ports;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Prints how long a change takes from Cassandra's acknowledgement at the client to its arrival in a
 * Kafka consumer, at a steady rate of writes: node, broker, relay, client and consumers all on this
 * machine. The same writes go to two destinations of one relay, of which one waits for the outcome
 * of each write and the other does not. Writes are sent when they are due, whether or not earlier
 * ones have been acknowledged.
 */
public final class Latency {

  private static final int WRITES_PER_SECOND = Sizes.of(500, 100);
  private static final int WARM_UP_SECONDS = Sizes.of(20, 1);
  private static final int MEASURED_SECONDS = Sizes.of(30, 2);
  private static final int WARM_UP_WRITES = WRITES_PER_SECOND * WARM_UP_SECONDS;
  private static final int WRITES = WARM_UP_WRITES + WRITES_PER_SECOND * MEASURED_SECONDS;

  /** What was measured is cut into as many parts, which are the report's turns. */
  private static final int PARTS = 5;

  private static final int PART = (WRITES - WARM_UP_WRITES) / PARTS;
  private static final String CONFIRMED = "confirmed";
  private static final String IMMEDIATELY = "immediately";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final double P50_BOUND_MILLIS = 2;
  private static final double P99_BOUND_MILLIS = 20;

  private final AtomicLongArray acknowledged = new AtomicLongArray(WRITES);

  private Latency() {}

  /**
   * Runs for about two minutes. Ends with exit code 1 if the two destinations are further apart
   * than they may be.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    if (!new Latency().run() && !Sizes.smoke()) {
      System.exit(1);
    }
  }

  private boolean run() throws Exception {
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      CassandraNode node = sandbox.cassandra("cassandra", new CassandraSettings());
      KafkaBroker broker = sandbox.kafka("kafka", Ports.free());
      node.installTrigger(Checkout.triggerJar());
      node.reloadTriggers();
      try (CqlSession session = node.connect();
          Arrivals confirmed = new Arrivals(broker.bootstrap(), CONFIRMED, WRITES);
          Arrivals immediately = new Arrivals(broker.bootstrap(), IMMEDIATELY, WRITES)) {
        BenchTable table = BenchTable.create(session);
        sandbox.relay("relay", relayYaml(sandbox.directory(), node, broker));
        Load load = new Load(Load.AMPLE, number -> write(table, number));
        load.steady(WRITES_PER_SECOND, Duration.ofSeconds(WARM_UP_SECONDS + MEASURED_SECONDS));
        confirmed.await(PATIENCE);
        immediately.await(PATIENCE);
        report(confirmed, immediately).save();
        return compare(
            confirmed.since(acknowledged, WARM_UP_WRITES),
            immediately.since(acknowledged, WARM_UP_WRITES));
      }
    }
  }

  private static Path relayYaml(Path directory, CassandraNode node, KafkaBroker broker)
      throws IOException {
    String yaml =
        """
        journal: %1$s
        state: %2$s
        admin: { listen: none }
        destinations:
          - name: confirmed
            topic: %4$s
            publish: confirmed
            kafka: { bootstrap.servers: "%3$s" }
          - name: immediately
            topic: %5$s
            publish: immediately
            kafka: { bootstrap.servers: "%3$s" }
        channels:
          - { keyspace: bench, table: changes, destination: confirmed }
          - { keyspace: bench, table: changes, destination: immediately }
        """
            .formatted(
                node.journalDirectory(),
                directory.resolve("state"),
                broker.bootstrap(),
                CONFIRMED,
                IMMEDIATELY);
    return Files.writeString(directory.resolve("relay.yaml"), yaml);
  }

  private CompletionStage<?> write(BenchTable table, int number) {
    return table
        .write(number)
        .whenComplete((rows, problem) -> acknowledged.set(number, System.nanoTime()));
  }

  private Report report(Arrivals confirmed, Arrivals immediately) {
    Turns turns = new Turns("publish: immediately");
    for (int from = WARM_UP_WRITES; from + PART <= WRITES; from += PART) {
      int to = from + PART;
      turns.add("publish: immediately", immediately.since(acknowledged, from, to));
      turns.add("publish: confirmed", confirmed.since(acknowledged, from, to));
    }
    Report report =
        new Report(
            "latency",
            "From acknowledgement to consumer, publish confirmed beside immediately",
            "bench/run latency");
    turns.into(report);
    return report.note(
        "The same writes go to two destinations of one relay, "
            + WRITES_PER_SECOND
            + " a second; a turn is a part of one run, of "
            + PART
            + " writes.");
  }

  /** Whether they are as close as they have to be. */
  private boolean compare(Percentiles confirmed, Percentiles immediately) {
    Percentiles difference = confirmed.minus(immediately);
    boolean held =
        Math.abs(difference.p50()) <= P50_BOUND_MILLIS
            && Math.abs(difference.p99()) <= P99_BOUND_MILLIS;
    System.out.printf(
        "acknowledgement to arrival, ms, %d writes, %d a second%n",
        WRITES - WARM_UP_WRITES, WRITES_PER_SECOND);
    System.out.printf("%-22s %s%n", "", Percentiles.head());
    System.out.printf("%-22s %s%n", "publish: confirmed", confirmed);
    System.out.printf("%-22s %s%n", "publish: immediately", immediately);
    System.out.printf("%-22s %s%n", "difference", difference);
    System.out.printf(
        "p50 within %.0f ms and p99 within %.0f ms of each other: %s%n",
        P50_BOUND_MILLIS, P99_BOUND_MILLIS, held ? "yes" : "NO");
    return held;
  }
}
