package io.sluice.bench;

import io.sluice.sandbox.ChildJvm;
import io.sluice.sandbox.JvmCommand;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Ports;
import io.sluice.sandbox.RelayProcess;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints how fast a relay drains a backlog into a real broker, beside a bare producer that sends
 * the very same records with the same settings: as {@code flat} and as {@code protobuf}, and to
 * four destinations at once. Each has a JVM of its own, which warms up meanwhile: the relay's with
 * a heap of 256 MiB, the bare producer's with 1 GiB, as with less it would be held up by its own
 * garbage. The journal is made up.
 */
public final class Throughput {
  private static final int CHANGES = 5_000_000;
  private static final int ROUNDS = 5;
  private static final List<String> ENVELOPES = List.of("flat", "protobuf");
  private static final Map<String, Double> BOUNDS = Map.of("flat", 0.85, "protobuf", 0.95);
  private static final int DESTINATIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What the bare producer's own buffer keeps it busy collecting would be no limit of anything. */
  private static final List<String> AMPLE_HEAP = List.of("-Xms1g", "-Xmx1g");

  private final Sandbox sandbox;
  private final KafkaBroker broker;
  private final Path journal;
  private final Path sharedJournal;
  private final int changes;
  private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

  /** How fast it was, and what CPU each record took, in microseconds. */
  private record Turn(Filling.Rate rate, double ownCpu, double brokerCpu) {}

  private Throughput(Sandbox sandbox, int changes) throws IOException {
    this.sandbox = sandbox;
    this.changes = changes;
    broker = sandbox.kafka("kafka", Ports.free());
    journal = sandbox.directory().resolve("journal");
    QueuedChanges.write(journal, changes);
    sharedJournal = sandbox.directory().resolve("shared-journal");
    QueuedChanges.write(sharedJournal, changes / DESTINATIONS);
  }

  /**
   * Runs for about half an hour.
   *
   * @param args the number of rounds, 5 unless given, and of changes, 5 million unless given
   */
  public static void main(String[] args) throws Exception {
    int rounds = Sizes.of(args, 0, ROUNDS, 1);
    int changes = Sizes.of(args, 1, CHANGES, 1_000);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      Throughput throughput = new Throughput(sandbox, changes);
      throughput.run(rounds);
      throughput.report().save();
    }
  }

  private void run(int rounds) throws Exception {
    for (String envelope : ENVELOPES) { // which warms the broker up, too
      relay(envelope, envelope);
      RecordFile.write(records(envelope), broker.bootstrap(), envelope, changes);
    }
    turns.clear();
    for (int round = 1; round <= rounds; round++) {
      for (String envelope : ENVELOPES) {
        String topic = envelope + "-" + round;
        if (round % 2 == 0) {
          bare(envelope, topic + "-bare");
        }
        relay(envelope, topic);
        if (round % 2 == 1) {
          bare(envelope, topic + "-bare");
        }
      }
      int number = round;
      relayToAll(
          IntStream.range(0, DESTINATIONS).mapToObj(i -> "four-" + number + "-" + i).toList());
    }
  }

  private Path records(String envelope) {
    return sandbox.directory().resolve(envelope + ".records");
  }

  private void relay(String envelope, String topic) throws Exception {
    relay(relayOf(envelope), journal, envelope, List.of(topic), changes);
  }

  /** Makes as many records as the others, of fewer changes. */
  private void relayToAll(List<String> topics) throws Exception {
    String what = "relay, flat, " + DESTINATIONS + " destinations together";
    relay(what, sharedJournal, "flat", topics, changes / DESTINATIONS);
  }

  private void relay(
      String what, Path source, String envelope, List<String> topics, int changesOfIt)
      throws Exception {
    try (Filling filling = new Filling(broker.bootstrap(), topics)) {
      double brokerBefore = ProcessCpu.micros(broker.pid());
      RelayProcess relay = sandbox.relay(topics.get(0), relayYaml(source, envelope, topics));
      add(what, filling, (long) changesOfIt * topics.size(), relay.pid(), brokerBefore);
      relay.stop();
    }
  }

  private void bare(String envelope, String topic) throws Exception {
    try (Filling filling = new Filling(broker.bootstrap(), List.of(topic))) {
      double brokerBefore = ProcessCpu.micros(broker.pid());
      ChildJvm producer =
          ChildJvm.start(
              JvmCommand.named("bare", sandbox.directory().resolve(topic))
                  .classPath(System.getProperty("java.class.path"))
                  .options(AMPLE_HEAP)
                  .main(
                      BareProducer.class.getName(),
                      broker.bootstrap(),
                      topic,
                      records(envelope).toString(),
                      String.valueOf(changes)));
      add(bareOf(envelope), filling, changes, producer.pid(), brokerBefore);
      producer.terminate(PATIENCE);
    }
  }

  private static String relayOf(String envelope) {
    return "relay, " + envelope;
  }

  private static String bareOf(String envelope) {
    return "bare producer, the records of " + envelope;
  }

  /** Waits for the last record, while the process that sends them is still there. */
  private void add(String what, Filling filling, long records, long pid, double brokerBefore)
      throws Exception {
    Filling.Rate rate = filling.await(records, ProcessHandle.of(pid).orElseThrow());
    double own = ProcessCpu.micros(pid) / records;
    double brokers = (ProcessCpu.micros(broker.pid()) - brokerBefore) / records;
    System.out.printf(
        "%s: %.0f records/s, warm %.0f, %.1f µs CPU each, and %.1f of the broker%n",
        what, rate.whole(), rate.warm(), own, brokers);
    turns.computeIfAbsent(what, any -> new ArrayList<>()).add(new Turn(rate, own, brokers));
  }

  private List<Double> values(String what, ToDoubleFunction<Turn> value) {
    return turns.get(what).stream().map(value::applyAsDouble).toList();
  }

  private Report report() {
    Report report =
        new Report(
            "throughput",
            "A relay that drains a backlog, beside a bare producer of the same records",
            "bench/run throughput");
    figures(report, "", "records/s", turn -> turn.rate.whole());
    figures(report, ", warm", "records/s", turn -> turn.rate.warm());
    figures(report, ", its CPU for a record", "µs", turn -> turn.ownCpu);
    figures(report, ", the broker's CPU for a record", "µs", turn -> turn.brokerCpu);
    for (String envelope : ENVELOPES) {
      ratios(report, envelope);
    }
    return report
        .note(
            changes
                + " changes of a small row, each with its outcome; from the first record in the"
                + " topic to the last; warm: from the first fifth of them on, since all JVMs are"
                + " new, and compile meanwhile.")
        .note(
            "The relay has a heap of 256 MiB, the bare producer of 1 GiB; broker and client share"
                + " the machine.");
  }

  private void figures(Report report, String what, String unit, ToDoubleFunction<Turn> value) {
    turns.keySet().forEach(name -> report.figure(name + what, unit, values(name, value)));
  }

  private void ratios(Report report, String envelope) {
    double bound = BOUNDS.get(envelope);
    String what = "drain, " + envelope + " / bare producer";
    String relay = relayOf(envelope);
    String bare = bareOf(envelope);
    ToDoubleFunction<Turn> whole = turn -> turn.rate.whole();
    ToDoubleFunction<Turn> warm = turn -> turn.rate.warm();
    ToDoubleFunction<Turn> cpu = turn -> turn.ownCpu + turn.brokerCpu;
    report
        .atLeast(bound, what, values(relay, whole), values(bare, whole))
        .atLeast(bound, what + ", warm", values(relay, warm), values(bare, warm))
        .ratio(
            what + ", CPU for a record, the broker's too", values(relay, cpu), values(bare, cpu));
  }

  /** With a window in which all of the journal is, so that nothing of it is deleted. */
  private Path relayYaml(Path source, String envelope, List<String> topics) throws IOException {
    String destinations =
        topics.stream()
            .map(
                topic ->
                    "  - { name: %1$s, topic: %1$s, envelope: %2$s, kafka: { bootstrap.servers: \"%3$s\" } }"
                        .formatted(topic, envelope, broker.bootstrap()))
            .collect(Collectors.joining("\n"));
    String channels =
        topics.stream()
            .map("  - { keyspace: bench, table: queued, destination: %s }"::formatted)
            .collect(Collectors.joining("\n"));
    String name = topics.get(0);
    return Files.writeString(
        sandbox.directory().resolve(name + ".yaml"),
        """
        journal: %s
        state: %s
        admin: { listen: none }
        dedupe: { window: 1d }
        destinations:
        %s
        channels:
        %s
        """
            .formatted(
                source, sandbox.directory().resolve("state-" + name), destinations, channels));
  }
}
