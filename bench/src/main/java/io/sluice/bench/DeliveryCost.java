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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * Prints how fast a relay drains a backlog with {@code delivery: exactly_once}, beside {@code
 * at_least_once}: the same journal, each time from its beginning, by a relay, a destination and a
 * topic of its own, in turns. Both are measured by a consumer that reads what is committed.
 */
public final class DeliveryCost {
  private static final int BACKLOG = 200_000;
  private static final int ROUNDS = 5;
  private static final int IN_FLIGHT = 32;
  private static final double BOUND = 0.85;

  private final int backlog;
  private final Sandbox sandbox;
  private final CassandraNode node;
  private final KafkaBroker broker;

  /** Records a second. */
  private record Round(double atLeastOnce, double exactlyOnce) {
    double ratio() {
      return exactlyOnce / atLeastOnce;
    }
  }

  private DeliveryCost(Sandbox sandbox, int backlog) {
    this.sandbox = sandbox;
    this.backlog = backlog;
    node = sandbox.cassandra("cassandra", settings());
    broker = sandbox.kafka("kafka", Ports.free());
  }

  /** To be filled is all that is wanted of it: no write may time out, however busy the machine. */
  private static CassandraSettings settings() {
    return new CassandraSettings().yaml("write_request_timeout_in_ms", "60000");
  }

  /**
   * Runs for about three minutes.
   *
   * @param args the number of rounds, 5 unless given, and of changes, 200,000 unless given
   */
  public static void main(String[] args) throws Exception {
    int rounds = Sizes.of(args, 0, ROUNDS, 1);
    int backlog = Sizes.of(args, 1, BACKLOG, 1_000);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      new DeliveryCost(sandbox, backlog).run(rounds);
    }
  }

  private void run(int rounds) throws Exception {
    node.installTrigger(Checkout.triggerJar());
    node.reloadTriggers();
    fill();
    node.stop(); // it has done its part, and needs no CPU any more
    if (!Sizes.smoke()) {
      round(0); // for the broker to warm up
    }
    List<Round> measured = new ArrayList<>();
    for (int i = 1; i <= rounds; i++) {
      measured.add(round(i));
    }
    System.out.printf(
        "drain of %d changes, records a second, %d round(s): median (min–max)%n", backlog, rounds);
    print("at_least_once", "%.0f", measured, Round::atLeastOnce);
    print("exactly_once", "%.0f", measured, Round::exactlyOnce);
    print("exactly_once / at_least_once", "%.2f", measured, Round::ratio);
    report(measured).save();
  }

  private Report report(List<Round> rounds) {
    List<Double> atLeastOnce = rounds.stream().map(Round::atLeastOnce).toList();
    List<Double> exactlyOnce = rounds.stream().map(Round::exactlyOnce).toList();
    return new Report(
            "delivery",
            "Drain of a backlog, exactly once beside at least once",
            "bench/run delivery")
        .figure("at_least_once", "records/s", atLeastOnce)
        .figure("exactly_once", "records/s", exactlyOnce)
        .atLeast(BOUND, "exactly once / at least once, drain", exactlyOnce, atLeastOnce)
        .note(
            "A backlog of "
                + backlog
                + " changes, drained by a new relay each time: its JVM warms up meanwhile.");
  }

  private void fill() throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (CqlSession session = node.connect()) {
      BenchTable table = BenchTable.create(session);
      Semaphore room = new Semaphore(IN_FLIGHT);
      CountDownLatch answered = new CountDownLatch(backlog);
      for (int i = 0; i < backlog; i++) {
        room.acquire();
        table
            .write(i)
            .whenComplete(
                (rows, problem) -> {
                  failure.compareAndSet(null, problem);
                  room.release();
                  answered.countDown();
                });
      }
      answered.await();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a write failed", failure.get());
    }
  }

  private Round round(int number) throws IOException {
    boolean exactlyOnceFirst = number % 2 == 1;
    double before = exactlyOnceFirst ? drain("exactly_once", number) : 0;
    double atLeastOnce = drain("at_least_once", number);
    Round round = new Round(atLeastOnce, exactlyOnceFirst ? before : drain("exactly_once", number));
    System.out.printf(Locale.ROOT, "round %d: %s%n", number, round);
    return round;
  }

  private double drain(String delivery, int round) throws IOException {
    String name = delivery + "-" + round;
    try (Drain drain = new Drain(broker.bootstrap(), name)) {
      RelayProcess relay = sandbox.relay(name, relayYaml(name, delivery));
      double rate = drain.await(backlog);
      relay.stop();
      return rate;
    }
  }

  /** With a window in which all of the journal is, so that nothing of it is deleted. */
  private Path relayYaml(String name, String delivery) throws IOException {
    String yaml =
        """
        journal: %s
        state: %s
        admin: { listen: none }
        dedupe: { window: 1d }
        destinations:
          - name: %s
            topic: %s
            delivery: %s
            kafka: { bootstrap.servers: "%s" }
        channels:
          - { keyspace: bench, table: changes, destination: %s }
        """
            .formatted(
                node.journalDirectory(),
                sandbox.directory().resolve("state-" + name),
                name,
                name,
                delivery,
                broker.bootstrap(),
                name);
    return Files.writeString(sandbox.directory().resolve(name + ".yaml"), yaml);
  }

  private static void print(
      String what, String format, List<Round> rounds, ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    String line = "%-30s " + format + " (" + format + "–" + format + ")%n";
    System.out.printf(
        Locale.ROOT, line, what, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }
}
