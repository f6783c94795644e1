package io.sluice.relay;

import io.sluice.relay.read.RetainedSegments;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.time.Duration;
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

  private final JournalDirectory directory;
  private final Duration window;
  private final RepeatedWarning warning = new RepeatedWarning(log);
  private long cleanedFor = Position.NONE;

  SegmentCleaner(JournalDirectory directory, Duration window) {
    this.directory = directory;
    this.window = window;
  }

  /**
   * Deletes what is not needed before a position.
   *
   * @param released no destination needs anything before it; {@link Position#NONE}: not known
   */
  void clean(long released) {
    long segment = Position.segment(released);
    if (segment == cleanedFor) {
      return; // nothing more to gain before the next segment is reached
    }
    try {
      deleteBefore(segment);
      cleanedFor = segment;
    } catch (IOException e) {
      warning.warn(
          "cannot delete segments that are delivered: " + e + "; the journal grows until it can");
    }
  }

  private void deleteBefore(long segment) throws IOException {
    List<Long> segments = directory.segments();
    if (!segments.contains(segment)) {
      return; // not the journal that the position is of, or an empty one: nothing is certain
    }
    long first = RetainedSegments.firstOf(directory, segment, window);
    for (long old : segments) {
      if (old < first) { // and so not the newest, which is at least `segment`
        directory.delete(old);
        log.debug("deleted segment {}", old);
      }
    }
  }
}
