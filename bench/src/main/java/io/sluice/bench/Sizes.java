package io.sluice.bench;

/**
 * How much a benchmark does: what its arguments say, or what is usual; with the system property
 * {@code sluice.bench.smoke} next to nothing, which shows that it works.
 */
final class Sizes {
  private Sizes() {}

  /** Whether only to show that it works. */
  static boolean smoke() {
    return Boolean.getBoolean("sluice.bench.smoke");
  }

  /** The argument in a place; if there is none, the usual number, or the tiny one of a smoke. */
  static int of(String[] args, int place, int usual, int tiny) {
    if (place < args.length) {
      return Integer.parseInt(args[place]);
    }
    return smoke() ? tiny : usual;
  }
}
