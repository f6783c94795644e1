package io.sluice.relay;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.read.RetainedSegments;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes segments that no destination needs any more: those behind every durable position, and
 * behind what is read again to know duplicates by. The newest is always kept, since the next writer
 * takes its number from it. For one thread.
 */
final class SegmentCleaner {
  private static final Logger log = LoggerFactory.getLogger(SegmentCleaner.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final JournalDirectory directory;
  private final JournalHold hold;
  private final Duration window;
  private final RepeatedWarning warning = new RepeatedWarning(log);
  private long cleanedFor = Position.NONE;
  private long cleanAgainAt;

  /**
   * Deletes nothing yet.
   *
   * @param hold taken by this before anything is deleted
   * @param window what was captured within it is kept
   */
  SegmentCleaner(JournalDirectory directory, JournalHold hold, Duration window) {
    this.directory = directory;
    this.hold = hold;
    this.window = window;
  }

  /**
   * Deletes what is not needed before a position.
   *
   * @param released no destination needs anything before it; {@link Position#NONE}: not known
   * @throws DirectoryInUseException if another relay has the journal
   */
  void clean(long released) throws DirectoryInUseException {
    try {
      if (hold.take()) {
        cleanHeld(released);
      }
      warning.over("segments that are delivered can be deleted again");
    } catch (IOException e) {
      warning.warn(
          "cannot delete segments that are delivered: " + e + "; the journal grows until it can");
    }
  }

  private void cleanHeld(long released) throws IOException {
    long segment = Position.segment(released);
    if (segment == cleanedFor && System.nanoTime() - cleanAgainAt < 0) {
      return; // nothing to gain before the next segment is reached, or some time has passed
    }
    deleteBefore(segment);
    cleanedFor = segment;
    cleanAgainAt = System.nanoTime() + INTERVAL.toNanos();
  }

  private void deleteBefore(long segment) throws IOException {
    List<Long> segments = directory.segments();
    if (!segments.contains(segment)) {
      return; // not the journal that the position is of, or an empty one: nothing is certain
    }
    long first = RetainedSegments.firstOf(directory, segment, horizon(segment, segments));
    for (long old : segments) {
      if (old < first) { // and so not the newest, which is at least `segment`
        directory.delete(old);
        log.debug("deleted segment {}", old);
      }
    }
  }

  /**
   * When the oldest change was captured that a copy may still come of: the window before what is
   * next to be delivered. That is in the segment, or in the last one it may be yet to be written.
   * There the clock counts, as it must: a journal at its cap gets no segment that is younger.
   */
  private Instant horizon(long segment, List<Long> segments) throws IOException {
    boolean last = segments.get(segments.size() - 1) == segment;
    Instant next = last ? Instant.now() : RetainedSegments.beganAt(directory, segment);
    return next.minus(window);
  }
}
