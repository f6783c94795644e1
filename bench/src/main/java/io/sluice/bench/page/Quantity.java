package io.sluice.bench.page;

import io.sluice.bench.Spread;
import java.util.Locale;

/** How quantities are written for readers: with three digits, and a unit of their size. */
final class Quantity {
  private static final double STEP = 1_000;
  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P"};
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;
  private static final double DAY = 86_400;

  private Quantity() {}

  /** Such as {@code 1.20 GB}, of 1000. */
  static String bytes(double bytes) {
    return of(bytes, "B");
  }

  /** Such as {@code 43.1 Mbit/s}. */
  static String of(double value, String unit) {
    int power = 0;
    double rest = value;
    while (rest >= STEP && power < PREFIXES.length - 1) {
      rest /= STEP;
      power++;
    }
    return (Spread.digits(rest) + " " + PREFIXES[power] + unit).stripTrailing();
  }

  /** Such as {@code 12,300}: a whole number. */
  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Such as {@code 4.5 h}. */
  static String time(double seconds) {
    if (seconds >= 2 * DAY) {
      return Spread.digits(seconds / DAY) + " days";
    }
    if (seconds >= 2 * HOUR) {
      return Spread.digits(seconds / HOUR) + " h";
    }
    return seconds >= 2 * MINUTE
        ? Spread.digits(seconds / MINUTE) + " min"
        : Spread.digits(seconds) + " s";
  }
}
