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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** What the bare producer's own buffer keeps it busy collecting would be no limit of anything. */
  private static final List<String> AMPLE_HEAP = List.of("-Xms1g", "-Xmx1g");

  private final Sandbox sandbox;
  private final KafkaBroker broker;
  private final Path journal;
  private final int changes;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  private Throughput(Sandbox sandbox, int changes) throws IOException {
    this.sandbox = sandbox;
    this.changes = changes;
    broker = sandbox.kafka("kafka", Ports.free());
    journal = sandbox.directory().resolve("journal");
    QueuedChanges.write(journal, changes);
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
      relay(envelope, List.of(envelope));
      RecordFile.write(records(envelope), broker.bootstrap(), envelope, changes);
    }
    rates.clear();
    for (int round = 1; round <= rounds; round++) {
      for (String envelope : ENVELOPES) {
        String topic = envelope + "-" + round;
        if (round % 2 == 0) {
          bare(envelope, topic + "-bare");
        }
        relay(envelope, List.of(topic));
        if (round % 2 == 1) {
          bare(envelope, topic + "-bare");
        }
      }
      int number = round;
      relay(
          "flat",
          IntStream.range(0, DESTINATIONS).mapToObj(i -> "four-" + number + "-" + i).toList());
    }
  }

  private Path records(String envelope) {
    return sandbox.directory().resolve(envelope + ".records");
  }

  private void relay(String envelope, List<String> topics) throws Exception {
    String name = topics.get(0);
    try (Filling filling = new Filling(broker.bootstrap(), topics)) {
      RelayProcess relay = sandbox.relay(name, relayYaml(envelope, topics));
      double rate = filling.await((long) changes * topics.size());
      relay.stop();
      add(relayOf(envelope, topics.size()), rate);
    }
  }

  private void bare(String envelope, String topic) throws Exception {
    try (Filling filling = new Filling(broker.bootstrap(), List.of(topic))) {
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
      double rate = filling.await(changes);
      producer.awaitSuccess();
      add(bareOf(envelope), rate);
    }
  }

  private static String relayOf(String envelope, int destinations) {
    return destinations == 1
        ? "relay, " + envelope
        : "relay, " + envelope + ", " + destinations + " destinations together";
  }

  private static String bareOf(String envelope) {
    return "bare producer, the records of " + envelope;
  }

  private void add(String what, double rate) {
    System.out.printf("%s: %.0f records/s%n", what, rate);
    rates.computeIfAbsent(what, any -> new ArrayList<>()).add(rate);
  }

  private Report report() {
    Report report =
        new Report(
            "throughput",
            "A relay that drains a backlog, beside a bare producer of the same records",
            "bench/run throughput");
    rates.forEach((what, turns) -> report.figure(what, "records/s", turns));
    for (String envelope : ENVELOPES) {
      report.atLeast(
          BOUNDS.get(envelope),
          "drain, " + envelope + " / bare producer",
          rates.get(relayOf(envelope, 1)),
          rates.get(bareOf(envelope)));
    }
    return report.note(
        changes
            + " changes of a small row, each with its outcome; from the first record in the topic to"
            + " the last, JVMs warming up meanwhile; the relay has a heap of 256 MiB, the bare producer of 1 GiB;"
            + " broker and client share the machine.");
  }

  /** With a window in which all of the journal is, so that nothing of it is deleted. */
  private Path relayYaml(String envelope, List<String> topics) throws IOException {
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
                journal, sandbox.directory().resolve("state-" + name), destinations, channels));
  }
}
