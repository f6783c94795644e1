package io.sluice.bench;

/**
 * How much a benchmark does: what its arguments say, or what is usual; with the system property
 * {@code sluice.bench.smoke} next to nothing, which shows that it works.
 */
final class Sizes {
  /** The system property that asks for next to nothing. */
  static final String SMOKE = "sluice.bench.smoke";

  private Sizes() {}

  /** Whether only to show that it works: the numbers mean nothing. */
  static boolean smoke() {
    return Boolean.getBoolean(SMOKE);
  }

  /** The usual number, or the tiny one of a smoke. */
  static int of(int usual, int tiny) {
    return smoke() ? tiny : usual;
  }

  /** The argument in a place; if there is none, the usual number, or the tiny one of a smoke. */
  static int of(String[] args, int place, int usual, int tiny) {
    return place < args.length ? Integer.parseInt(args[place]) : of(usual, tiny);
  }
}
