package io.sluice.bench;

import java.util.List;
import java.util.Locale;

/** The median of what was measured in several turns, with the lowest and the highest. */
public record Spread(double median, double min, double max) {

  /** Of at least one value, in any order. */
  public static Spread of(List<Double> turns) {
    List<Double> sorted = turns.stream().sorted().toList();
    return new Spread(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** Whether all are numbers: a ratio to nothing is none. */
  public boolean isFinite() {
    return Double.isFinite(min) && Double.isFinite(max);
  }

  /** A number with three digits that count, or all before the point. */
  public static String digits(double value) {
    if (Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return Math.abs(value) >= 10
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  @Override
  public String toString() {
    return "%s (%s–%s)".formatted(digits(median), digits(min), digits(max));
  }
}
