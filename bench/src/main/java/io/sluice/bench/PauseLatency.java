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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Prints how long the changes of a channel take from Cassandra's acknowledgement at the client to a
 * Kafka consumer while another channel of the same destination transmits, is paused, and catches up
 * after it was resumed: in turns, in one run. Both are written to at a steady rate all the while.
 */
public final class PauseLatency {
  private static final int TURNS = 5;
  private static final int WRITES_PER_SECOND = 500; // to each table
  private static final int WARM_UP_SECONDS = Sizes.of(20, 1);
  private static final int SECONDS = Sizes.of(10, 1); // of each state
  private static final int STATES = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SWITCHED = "switched";
  private static final String STEADY = "steady";
  private static final String BOTH = "both transmit";

  private final Turns measured = new Turns(BOTH);
  private final Sandbox sandbox;
  private final CassandraNode node;
  private final KafkaBroker broker;
  private final int turns;
  private final AtomicLongArray acknowledged;
  private final Load load = new Load(Load.AMPLE, this::write);
  private final List<State> states = new ArrayList<>();
  private BenchTable steady;
  private BenchTable switched;

  private PauseLatency(Sandbox sandbox, int turns) {
    this.sandbox = sandbox;
    this.turns = turns;
    node = sandbox.cassandra("cassandra", new CassandraSettings());
    broker = sandbox.kafka("kafka", Ports.free());
    acknowledged =
        new AtomicLongArray(WRITES_PER_SECOND * (WARM_UP_SECONDS + turns * STATES * SECONDS));
  }

  /**
   * Runs for about 40 seconds a turn, and a minute before.
   *
   * @param args how many turns; 5 unless given
   */
  public static void main(String[] args) throws Exception {
    int turns = Sizes.of(args, 0, TURNS, 1);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      new PauseLatency(sandbox, turns).run();
    }
  }

  private void run() throws Exception {
    node.installTrigger(Checkout.triggerJar());
    node.reloadTriggers();
    try (CqlSession session = node.connect();
        Arrivals came = new Arrivals(broker.bootstrap(), STEADY, acknowledged.length());
        Arrivals others = new Arrivals(broker.bootstrap(), SWITCHED, acknowledged.length())) {
      BenchTable.create(session);
      steady = BenchTable.createFurther(session, STEADY);
      switched = BenchTable.createFurther(session, SWITCHED);
      RelayProcess relay = sandbox.relay("relay", relayYaml(sandbox.directory()));
      load.steady(WRITES_PER_SECOND, Duration.ofSeconds(WARM_UP_SECONDS));
      for (int turn = 0; turn < turns; turn++) {
        measure(BOTH);
        tell(relay, "pause");
        measure("the other one is paused");
        tell(relay, "resume");
        measure("the other one catches up");
        measure(BOTH + ", again");
      }
      came.await(PATIENCE);
      others.await(PATIENCE);
      takeTimes(came);
    }
    System.out.printf(
        "acknowledgement to arrival, ms, %d writes a second to each of two tables, %d turn(s)%n",
        WRITES_PER_SECOND, turns);
    measured.print();
    report().save();
  }

  private Report report() {
    Report report =
        new Report(
            "pause-latency",
            "Changes of one channel while another one is paused and catches up",
            "bench/run pause-latency");
    measured.into(report);
    return report.note(
        "From acknowledgement to consumer, at "
            + WRITES_PER_SECOND
            + " writes a second to each of two tables, each with a channel to the same destination; a"
            + " turn has "
            + SECONDS
            + " s of each state.");
  }

  /** What was written in a state: the numbers of the writes. */
  private record State(String name, int from, int to) {}

  private void measure(String state) throws InterruptedException {
    int from = load.next();
    load.steady(WRITES_PER_SECOND, Duration.ofSeconds(SECONDS));
    states.add(new State(state, from, load.next()));
  }

  private void takeTimes(Arrivals came) {
    for (State state : states) {
      measured.add(state.name(), came.since(acknowledged, state.from(), state.to()));
    }
  }

  /** Writes one row to each table. */
  private CompletionStage<?> write(int number) {
    CompletionStage<?> other = switched.write(number);
    return steady
        .write(number)
        .whenComplete((rows, problem) -> acknowledged.set(number, System.nanoTime()))
        .thenCombine(other, (one, two) -> two);
  }

  private static void tell(RelayProcess relay, String verb)
      throws IOException, InterruptedException {
    String body =
        """
        {"keyspace": "bench", "table": "%s", "destination": "bench", "transmission": true}"""
            .formatted(SWITCHED);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(relay.adminUrl() + "/api/v1/channels/" + verb))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("the relay did not " + verb + ": " + answer.body());
    }
  }

  private Path relayYaml(Path directory) throws IOException {
    String yaml =
        """
        journal: %s
        state: %s
        admin: { listen: "127.0.0.1:0" }
        destinations:
          - name: bench
            topic: ${table}
            kafka: { bootstrap.servers: "%s" }
        channels:
          - { keyspace: bench, table: %s, destination: bench }
          - { keyspace: bench, table: %s, destination: bench }
        """
            .formatted(
                node.journalDirectory(),
                directory.resolve("state"),
                broker.bootstrap(),
                STEADY,
                SWITCHED);
    return Files.writeString(directory.resolve("relay.yaml"), yaml);
  }
}
