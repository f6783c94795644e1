package io.sluice.relay.read;

import com.google.common.collect.Lists;
import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which segments are still of use to a reader that stands somewhere in the journal. */
public final class RetainedSegments {
  private RetainedSegments() {}

  /**
   * The segment to begin at so that every change is met again that was captured within {@code
   * window} before {@code segment} was begun. All segments before it are of no use any more.
   */
  public static long firstOf(JournalDirectory directory, long segment, Duration window)
      throws IOException {
    return directory.segments().contains(segment)
        ? firstOf(directory, segment, beganAt(directory, segment).minus(window))
        : segment; // nothing there to be met again
  }

  /** The same for every change that was captured after {@code horizon}. */
  public static long firstOf(JournalDirectory directory, long segment, Instant horizon)
      throws IOException {
    List<Long> upTo = directory.segments().stream().filter(n -> n <= segment).toList();
    if (upTo.isEmpty()) {
      return segment;
    }
    int first = upTo.size() - 1;
    while (first > 0 && !createdBefore(horizon, directory, upTo.get(first))) {
      first--;
    }
    // A segment is made ready while the one before it is written to: so the last one made before
    // the horizon may have been begun after it, and the one before that may reach into the window.
    return upTo.get(Math.max(0, first - 1));
  }

  /**
   * When a segment was made ready; if it does not say so, being damaged, when the one before it
   * was: that is earlier, so more is of use.
   */
  public static Instant beganAt(JournalDirectory directory, long segment) throws IOException {
    List<Long> upTo = directory.segments().stream().filter(n -> n <= segment).toList();
    return Lists.reverse(upTo).stream()
        .flatMap(n -> createdAt(directory, n).stream())
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  private static boolean createdBefore(Instant horizon, JournalDirectory directory, long segment) {
    // If it does not say, it is as if created with the one after it.
    return createdAt(directory, segment).filter(at -> at.isBefore(horizon)).isPresent();
  }

  /** Empty if the segment cannot be read, which the reader will report. */
  private static Optional<Instant> createdAt(JournalDirectory directory, long segment) {
    try {
      return Optional.of(directory.createdAt(segment));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
