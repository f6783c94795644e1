package io.sluice.relay.read;

import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
        ? firstOf(directory, segment, directory.createdAt(segment).minus(window))
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

  private static boolean createdBefore(Instant horizon, JournalDirectory directory, long segment) {
    try {
      return directory.createdAt(segment).isBefore(horizon);
    } catch (IOException e) {
      return false; // unreadable: as if created with the one after it; the reader will report it
    }
  }
}
