package io.sluice.relay.read;

import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Where a reader begins.
 *
 * @param journalId the journal that {@code resumeAt} is a position of; 0: whichever it finds
 * @param resumeAt the first position to hand on changes from
 * @param open positions before it whose changes are not delivered yet, ascending; all others are
 * @param atEnd whether it is instead the end that the journal has when the reader first gets there
 * @param fromSegment where to begin reading, so that schemas and the dedupe window are complete
 */
public record StartingPoint(
    long journalId, long resumeAt, List<Long> open, boolean atEnd, long fromSegment) {

  /** Everything that the journal holds. */
  public static StartingPoint oldest() {
    return new StartingPoint(0, Position.NONE, List.of(), false, 0);
  }

  /** Nothing but what is written from now on. */
  public static StartingPoint latest(JournalDirectory directory, Duration window)
      throws IOException {
    List<Long> segments = directory.segments();
    long last = segments.isEmpty() ? 0 : segments.get(segments.size() - 1);
    return new StartingPoint(
        0, Position.NONE, List.of(), true, RetainedSegments.firstOf(directory, last, window));
  }

  /** From a position that an earlier reader reached, and what it had left open before it. */
  public static StartingPoint resume(
      JournalDirectory directory, long journalId, long position, List<Long> open, Duration window)
      throws IOException {
    long segment = Position.segment(open.isEmpty() ? position : open.get(0));
    return new StartingPoint(
        journalId, position, open, false, RetainedSegments.firstOf(directory, segment, window));
  }
}
