package io.sluice.bench.page;

import java.util.Locale;

/** How values are written at an axis. */
final class Ticks {
  private static final double MILLION = 1_000_000;
  private static final double THOUSAND = 1_000;

  private Ticks() {}

  /** Such as {@code 0.25}, {@code 40}, {@code 20k} or {@code 1.5M}. */
  static String label(double value) {
    if (Math.abs(value) >= MILLION) {
      return plain(value / MILLION) + "M";
    }
    if (Math.abs(value) >= 10 * THOUSAND) {
      return plain(value / THOUSAND) + "k";
    }
    return plain(value);
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
  }
}
