package io.sluice.bench;

/**
 * How much is measured: all of it, or, for the tests, next to nothing, only to see that a benchmark
 * runs to its end.
 */
final class Extent {
  /** The system property that asks for next to nothing. */
  static final String SMOKE = "sluice.bench.smoke";

  private static final boolean IS_SMOKE = Boolean.getBoolean(SMOKE);

  private Extent() {}

  /** Whether the numbers mean nothing. */
  static boolean isSmoke() {
    return IS_SMOKE;
  }

  /** One of two numbers: to measure with, or to see that it runs. */
  static int of(int whole, int smoke) {
    return IS_SMOKE ? smoke : whole;
  }

  /** A number that may be given as an argument. */
  static int argument(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }
}
