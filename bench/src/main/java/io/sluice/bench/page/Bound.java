package io.sluice.bench.page;

/** What a median has to keep, at least or at most. */
record Bound(boolean isUpper, double limit) {
  private static final String AT_MOST = "<= ";
  private static final String AT_LEAST = ">= ";

  /** As reports have it, such as {@code <= 1.25}. */
  static Bound of(String text) {
    if (!text.startsWith(AT_MOST) && !text.startsWith(AT_LEAST)) {
      throw new IllegalArgumentException("no bound: " + text);
    }
    return new Bound(
        text.startsWith(AT_MOST), Double.parseDouble(text.substring(AT_MOST.length())));
  }

  boolean holds(double value) {
    return isUpper ? value <= limit : value >= limit;
  }

  @Override
  public String toString() {
    String number = limit == Math.rint(limit) ? Long.toString((long) limit) : "" + limit;
    return (isUpper ? "≤ " : "≥ ") + number;
  }
}
