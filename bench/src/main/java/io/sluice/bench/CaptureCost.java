package io.sluice.bench;

import io.sluice.trigger.OutcomeBenchmark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what a capture costs, as ratios to Cassandra's own serialization of the same update, and
 * what it costs to write down how the statement ended. The benchmarks take turns, so that a noisy
 * minute hits them all.
 */
public final class CaptureCost {

  private static final int DEFAULT_ROUNDS = 5;
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Series append =
      new Series("append, 1 thread", AppendBenchmark.class, "append", AppendBenchmark.BATCH, 1);
  private final Series append8 =
      new Series(
          "append, 8 threads (time of each thread)",
          AppendBenchmark.class,
          "append",
          AppendBenchmark.BATCH,
          8);
  private final Series augment =
      new Series(
          "augment(), 1 row of 5 columns, 1 thread",
          AugmentBenchmark.class,
          "augment",
          AugmentBenchmark.BATCH,
          1);
  private final Series serialize =
      new Series(
          "PartitionUpdate.serializer, the same update",
          AugmentBenchmark.class,
          "serialize",
          AugmentBenchmark.BATCH,
          1);
  private final Series resolved =
      new Series(
          "callback, outcome of 1 change (bound: 200)",
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
  private final List<Series> all = List.of(append, append8, augment, serialize, resolved, nothing);

  private CaptureCost() {}

  /**
   * Runs all rounds; takes about a minute and a half for each.
   *
   * @param args the number of rounds, if not 5
   */
  public static void main(String[] args) throws RunnerException {
    CaptureCost cost = new CaptureCost();
    cost.run(args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS);
    cost.print();
  }

  private void run(int rounds) throws RunnerException {
    for (int round = 1; round <= rounds; round++) {
      System.out.println("round " + round + " of " + rounds);
      for (Series series : all) {
        series.run();
      }
    }
  }

  private void print() {
    head("ns an operation");
    all.forEach(series -> row(series.what, series.nanos));
    head("bytes allocated an operation");
    all.forEach(series -> row(series.what, series.bytes));
    head("ratio, round by round");
    row("augment() / PartitionUpdate.serializer", ratios(augment, serialize));
    row("append / PartitionUpdate.serializer", ratios(append, serialize));
    row("callback, outcome / PartitionUpdate.serializer", ratios(resolved, serialize));
  }

  private static List<Double> ratios(Series these, Series those) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < these.nanos.size(); i++) {
      ratios.add(these.nanos.get(i) / those.nanos.get(i));
    }
    return ratios;
  }

  private static void head(String what) {
    System.out.printf("%-48s %10s %10s %10s%n", what, "min", "median", "max");
  }

  private static void row(String what, List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    System.out.printf(
        "%-48s %10.2f %10.2f %10.2f%n",
        what, sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  /** One benchmark, and what each round measured. */
  private static final class Series {
    private final String what;
    private final String benchmark;
    private final int threads;
    private final int batch;
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    /**
     * @param batch operations of all threads together
     */
    Series(String what, Class<?> type, String method, int batch, int threads) {
      this.what = what;
      this.benchmark = type.getName() + "\\." + method + "$";
      this.threads = threads;
      this.batch = batch / threads;
    }

    void run() throws RunnerException {
      var options =
          new OptionsBuilder()
              .include(benchmark)
              .threads(threads)
              .warmupBatchSize(batch)
              .measurementBatchSize(batch)
              .addProfiler(GCProfiler.class)
              .verbosity(VerboseMode.SILENT)
              .shouldFailOnError(true)
              .build();
      RunResult result = new Runner(options).runSingle();
      nanos.add(median(result.getPrimaryResult()));
      bytes.add(median(result.getSecondaryResults().get(ALLOCATED)));
    }

    private double median(Result<?> result) {
      return result.getStatistics().getPercentile(50) / batch;
    }
  }
}
