package io.sluice.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what a capture costs, as ratios to Cassandra's own serialization of the same update. The
 * benchmarks take turns, so that a noisy minute hits them all.
 */
public final class CaptureCost {

  private static final int DEFAULT_ROUNDS = 5;

  private CaptureCost() {}

  /**
   * Runs all rounds; takes about a minute for each.
   *
   * @param args the number of rounds, if not 5
   */
  public static void main(String[] args) throws RunnerException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    List<Double> append = new ArrayList<>();
    List<Double> append8 = new ArrayList<>();
    List<Double> augment = new ArrayList<>();
    List<Double> serialize = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      System.out.println("round " + round + " of " + rounds);
      append.add(nanos(AppendBenchmark.class, "append", AppendBenchmark.BATCH, 1));
      append8.add(nanos(AppendBenchmark.class, "append", AppendBenchmark.BATCH, 8));
      augment.add(nanos(AugmentBenchmark.class, "augment", AugmentBenchmark.BATCH, 1));
      serialize.add(nanos(AugmentBenchmark.class, "serialize", AugmentBenchmark.BATCH, 1));
    }
    System.out.printf("%-48s %10s %10s %10s%n", "ns an operation", "min", "median", "max");
    print("append, 1 thread", append);
    print("append, 8 threads (time of each thread)", append8);
    print("augment(), 1 row of 5 columns, 1 thread", augment);
    print("PartitionUpdate.serializer, the same update", serialize);
    System.out.printf("%-48s %10s %10s %10s%n", "ratio, round by round", "min", "median", "max");
    print("augment() / PartitionUpdate.serializer", ratios(augment, serialize));
    print("append / PartitionUpdate.serializer", ratios(append, serialize));
  }

  private static double nanos(Class<?> type, String method, int batch, int threads)
      throws RunnerException {
    int each = batch / threads;
    var options =
        new OptionsBuilder()
            .include(type.getName() + "\\." + method + "$")
            .threads(threads)
            .warmupBatchSize(each)
            .measurementBatchSize(each)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    var result = new Runner(options).runSingle().getPrimaryResult();
    return result.getStatistics().getPercentile(50) / each;
  }

  private static List<Double> ratios(List<Double> these, List<Double> those) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < these.size(); i++) {
      ratios.add(these.get(i) / those.get(i));
    }
    return ratios;
  }

  private static void print(String what, List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    System.out.printf(
        "%-48s %10.2f %10.2f %10.2f%n",
        what, sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }
}
