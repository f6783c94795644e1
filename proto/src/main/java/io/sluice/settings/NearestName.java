package io.sluice.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class NearestName {
  private NearestName() {}

  /** The known name nearest to {@code name}, if it is near enough to be a slip of the hand. */
  static Optional<String> of(String name, Collection<String> known) {
    // Two, where the name is long enough: letters that changed places count twice.
    int tolerance = name.length() < 4 ? 1 : Math.max(2, name.length() / 3);
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= tolerance)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** Letters to insert, delete or replace, without regard to case, {@code -} or {@code _}. */
  private static int distance(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      previous = nextRow(a.charAt(i - 1), b, i, previous);
    }
    return previous[b.length()];
  }

  private static int[] nextRow(char letter, String b, int i, int[] previous) {
    int[] row = new int[previous.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int replaced = previous[j - 1] + (b.charAt(j - 1) == letter ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
    }
    return row;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
