package io.sluice.bench;

import io.sluice.trigger.OutcomeBenchmark;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what a capture costs: {@code augment()} whole, of updates of several shapes, beside
 * Cassandra's own serialization and commit log and beside other journals; the append alone; and
 * what it costs to write down how the statement ended. The benchmarks take turns, so that a noisy
 * minute hits them all.
 */
public final class CaptureCost {
  private static final int DEFAULT_TURNS = 5;
  private static final int THREADS = 8;
  private static final double CALLBACK_BOUND_NANOS = 200;

  private final Series append =
      new Series(
          "append of 256 bytes, 1 thread",
          AppendBenchmark.class,
          "append",
          AppendBenchmark.BATCH,
          1);
  private final Series appends =
      new Series(
          "append of 256 bytes, 8 threads",
          AppendBenchmark.class,
          "append",
          AppendBenchmark.BATCH,
          THREADS);
  private final Series resolved =
      new Series(
          "callback, outcome of 1 change",
          OutcomeBenchmark.class,
          "resolved",
          OutcomeBenchmark.BATCH,
          1);
  private final Series nothing =
      new Series(
          "callback, nothing captured",
          OutcomeBenchmark.class,
          "nothingCaptured",
          OutcomeBenchmark.BATCH,
          1);
  private final List<Series> alone = List.of(append, appends, resolved, nothing);
  private final List<Comparison> compared = comparisons();

  private CaptureCost() {}

  /**
   * Runs all turns; takes about three and a half minutes for each.
   *
   * @param args the number of turns, if not 5
   */
  public static void main(String[] args) throws RunnerException, IOException {
    CaptureCost cost = new CaptureCost();
    cost.run(Sizes.of(args, 0, DEFAULT_TURNS, 1));
    cost.report().save();
  }

  /** The commit log starts only once in a JVM, so that a smoke, which has one, compares once. */
  private static List<Comparison> comparisons() {
    if (Sizes.smoke()) {
      return List.of(new Comparison(Shape.ROW_OF_5, THREADS));
    }
    return Stream.of(Shape.values())
        .flatMap(shape -> Stream.of(new Comparison(shape, 1), new Comparison(shape, THREADS)))
        .toList();
  }

  private void run(int turns) throws RunnerException {
    for (int turn = 1; turn <= turns; turn++) {
      System.out.println("turn " + turn + " of " + turns);
      for (Series series : alone) {
        series.run();
      }
      for (Comparison comparison : compared) {
        comparison.run(turn);
      }
    }
  }

  private Report report() {
    Report report =
        new Report(
            "capture",
            "What a capture costs, beside Cassandra's own serialization and commit log",
            "bench/run capture");
    compared.forEach(comparison -> comparison.figures(report));
    alone.forEach(series -> series.time(report));
    alone.forEach(series -> series.allocation(report));
    compared.forEach(comparison -> comparison.ratios(report));
    report.atMost(CALLBACK_BOUND_NANOS, resolved.what(), "ns", resolved.nanos());
    return notes(report);
  }

  private static Report notes(Report report) {
    return report
        .note(
            "augment() is encoding and append, with sync: periodic; CommitLog.add is serialization"
                + " and append, with its settings as they come (mapped segments of 32 MiB, synced"
                + " every 10 s) and a new Mutation for each write.")
        .note(
            "Chronicle Queue (of the version that Cassandra ships; never synced) and MapDB (a"
                + " BTreeMap, transactions enabled, a commit every 200 ms) get what the trigger"
                + " encodes, instead of the journal.")
        .note(
            "With 8 threads the time is that of each thread: on 2 cores some four times that of"
                + " one.")
        .note(
            "Each benchmark and turn has a JVM of its own: "
                + Series.BATCHES
                + " batches to warm up, as many measured, of which a turn's value is the median."
                + " Bytes are those of all threads of the JVM, over the operations.");
  }
}
