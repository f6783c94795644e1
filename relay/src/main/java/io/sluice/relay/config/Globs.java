package io.sluice.relay.config;

/** Names in which {@code *} stands for any number of any letters. */
final class Globs {
  private static final char ANY = '*';

  private Globs() {}

  /** Whether some name fits both. */
  static boolean overlap(String one, String other) {
    boolean[] row =
        new boolean[other.length() + 1]; // for the rest of one, from each place of other
    for (int i = one.length(); i >= 0; i--) {
      boolean[] below = row;
      row = new boolean[other.length() + 1];
      for (int j = other.length(); j >= 0; j--) {
        row[j] = overlap(one, i, other, j, below, row);
      }
    }
    return row[0];
  }

  private static boolean overlap(
      String one, int i, String other, int j, boolean[] below, boolean[] row) {
    boolean ends = i == one.length();
    boolean otherEnds = j == other.length();
    if (ends && otherEnds) {
      return true;
    }
    if (!ends && one.charAt(i) == ANY) {
      return below[j] || (!otherEnds && row[j + 1]);
    }
    if (!otherEnds && other.charAt(j) == ANY) {
      return row[j + 1] || (!ends && below[j]);
    }
    return !ends && !otherEnds && one.charAt(i) == other.charAt(j) && below[j + 1];
  }
}
