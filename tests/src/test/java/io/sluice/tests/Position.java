package io.sluice.tests;

/** Where a column stands. */
enum Position {
  PARTITION("p_"),
  ASCENDING("c_"),
  DESCENDING("d_"),
  STATIC("s_"),
  REGULAR("v_");

  /** Of the names of such columns. */
  final String prefix;

  Position(String prefix) {
    this.prefix = prefix;
  }

  boolean isKey() {
    return compareTo(STATIC) < 0;
  }

  /** Cassandra has no order of durations, so they can be no key. */
  boolean holds(Sample sample) {
    return !isKey() || !sample.type().equals("duration");
  }
}
