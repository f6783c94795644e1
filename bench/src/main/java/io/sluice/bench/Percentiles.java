package io.sluice.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Some percentiles of a distribution of times, in milliseconds, or the differences of two such. */
final class Percentiles {
  private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999, 1};

  private final double[] values;

  private Percentiles(double[] values) {
    this.values = values;
  }

  /** Of at least one time, in any order. */
  static Percentiles of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Percentiles(
        DoubleStream.of(SHARES)
            .map(share -> sorted[(int) Math.ceil(share * sorted.length) - 1])
            .toArray());
  }

  /** What they are above others, each alone. */
  Percentiles minus(Percentiles others) {
    double[] differences = new double[values.length];
    Arrays.setAll(differences, i -> values[i] - others.values[i]);
    return new Percentiles(differences);
  }

  double p50() {
    return values[0];
  }

  double p99() {
    return values[2];
  }

  double p999() {
    return values[3];
  }

  /** What stands above {@link #toString}. */
  static String head() {
    return String.format("%10s %10s %10s %10s %10s", "p50", "p90", "p99", "p99.9", "max");
  }

  @Override
  public String toString() {
    return DoubleStream.of(values)
        .mapToObj(value -> String.format(Locale.ROOT, "%10.2f", value))
        .collect(Collectors.joining(" "));
  }
}
