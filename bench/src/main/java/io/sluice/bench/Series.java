package io.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One benchmark of JMH, and what it measured in each turn: the median of some batches, in a JVM
 * that each turn has for itself. For one thread.
 */
final class Series {
  /** As many to warm up, and as many that are measured. */
  static final int BATCHES = Sizes.of(10, 1);

  /**
   * A method that is hot is compiled before it goes on: batches of large updates are over before
   * the optimizing compiler is, in its own thread, and what it would not allocate was counted.
   */
  private static final String COMPILED = "-XX:-BackgroundCompilation";

  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int SMOKE_SHARE = 100;

  private final String what;
  private final ChainedOptionsBuilder options;
  private final int batch;
  private final List<Double> nanos = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();

  /**
   * A benchmark that was not run yet.
   *
   * @param what it measures, for readers
   * @param method that is the benchmark
   * @param batch operations of all threads together that are measured as one
   */
  Series(String what, Class<?> type, String method, int batch, int threads) {
    this.what = what;
    this.batch = Math.max(1, batch / threads / Sizes.of(1, SMOKE_SHARE));
    options =
        new OptionsBuilder()
            .include(type.getName() + "\\." + method + "$")
            .threads(threads)
            .forks(Sizes.of(1, 0))
            .jvmArgsAppend(COMPILED)
            .warmupIterations(BATCHES)
            .measurementIterations(BATCHES)
            .warmupBatchSize(this.batch)
            .measurementBatchSize(this.batch)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
  }

  /** One of updates of a shape. */
  static Series of(String what, Class<?> type, String method, Shape shape, int batch, int threads) {
    Series series = new Series(what, type, method, batch, threads);
    series.options.param("shape", shape.name());
    return series;
  }

  /** Measures once more. */
  void run() throws RunnerException {
    RunResult result = new Runner(options.build()).runSingle();
    nanos.add(median(result.getPrimaryResult()));
    bytes.add(median(result.getSecondaryResults().get(ALLOCATED)));
  }

  private double median(Result<?> result) {
    return result.getStatistics().getPercentile(50) / batch;
  }

  String what() {
    return what;
  }

  /** Of one operation of one thread, in each turn. */
  List<Double> nanos() {
    return nanos;
  }

  /** That one operation allocates, in each turn; with what else the JVM allocated meanwhile. */
  List<Double> bytes() {
    return bytes;
  }

  void time(Report report) {
    report.figure(what, "ns", nanos);
  }

  void allocation(Report report) {
    report.figure(what + ": allocated", "B", bytes);
  }
}
