package io.sluice.bench;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Ports;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Prints how a relay with a heap of 256 MB copes with what has been queued while it was away: how
 * fast it drains very many changes, and how long it takes from its start to its first record when
 * the journal is very large. The broker is a real one; the journals are made up.
 */
public final class Backlog {
  private static final int CHANGES = 10_000_000;

  /** 50 GiB in segments of the default size. */
  private static final int SEGMENTS = Sizes.of(3200, 20);

  private static final Duration PATIENCE = Duration.ofHours(1);

  private Backlog() {}

  /**
   * Runs for some minutes.
   *
   * @param args how many changes are to be drained, if not 10 million
   */
  public static void main(String[] args) throws Exception {
    int changes = Sizes.of(args, 0, CHANGES, 1_000);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      KafkaBroker broker = sandbox.kafka("kafka", Ports.free());
      double start = start(sandbox, broker);
      double drain = drain(sandbox, broker, changes);
      report(changes, start, drain).save();
    }
  }

  private static Report report(int changes, double start, double drain) {
    return new Report(
            "backlog",
            "A relay with a heap of 256 MiB, and what was queued while it was away",
            "bench/run backlog")
        .figure(
            "from the relay's start to its first record, " + SEGMENTS + " segments",
            "s",
            List.of(start))
        .figure("drain of " + changes + " changes", "records/s", List.of(drain))
        .note("The journals are made up: of small changes, each with its outcome. One turn.");
  }

  private static double start(Sandbox sandbox, KafkaBroker broker) throws Exception {
    Path journal = sandbox.directory().resolve("large");
    QueuedChanges.writeSparse(journal, SEGMENTS);
    try (Arrivals arrivals = new Arrivals(broker.bootstrap(), "large", SEGMENTS)) {
      long begin = System.nanoTime();
      sandbox.relay("relay-large", relayYaml(sandbox.directory(), journal, broker));
      double seconds = seconds(arrivals.awaitFirst(PATIENCE) - begin);
      System.out.printf(
          "from the relay's start to its first record, %d segments: %.1f s%n", SEGMENTS, seconds);
      arrivals.await(PATIENCE);
      return seconds;
    }
  }

  private static double drain(Sandbox sandbox, KafkaBroker broker, int changes) throws Exception {
    Path journal = sandbox.directory().resolve("many");
    QueuedChanges.write(journal, changes);
    try (Arrivals arrivals = new Arrivals(broker.bootstrap(), "many", changes)) {
      long begin = System.nanoTime();
      sandbox.relay("relay-many", relayYaml(sandbox.directory(), journal, broker));
      arrivals.await(PATIENCE);
      double seconds = seconds(System.nanoTime() - begin);
      System.out.printf(
          "%d changes drained in %.0f s: %.0f a second%n", changes, seconds, changes / seconds);
      return changes / seconds;
    }
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private static Path relayYaml(Path directory, Path journal, KafkaBroker broker)
      throws IOException {
    String name = journal.getFileName().toString();
    String yaml =
        """
        journal: %1$s
        state: %2$s
        admin: { listen: none }
        destinations:
          - name: %3$s
            topic: %3$s
            kafka: { bootstrap.servers: "%4$s" }
        channels:
          - { keyspace: bench, table: queued, destination: %3$s }
        """
            .formatted(journal, directory.resolve("state-" + name), name, broker.bootstrap());
    return Files.writeString(directory.resolve(name + ".yaml"), yaml);
  }
}
