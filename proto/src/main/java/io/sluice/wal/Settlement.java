package io.sluice.wal;

import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a segment will change no more, so that what is not there now never will be. One for each
 * segment that is read; once the answer is yes it is remembered.
 */
final class Settlement {

  /** How long after it was full a segment may still be waiting for a claim to be filled. */
  static final Duration CLAIM_PATIENCE = Duration.ofSeconds(30);

  private final JournalDirectory directory;
  private final long number;
  private final SegmentHeader header;
  private boolean settled;

  Settlement(JournalDirectory directory, long number, SegmentHeader header) {
    this.directory = directory;
    this.number = number;
    this.header = header;
  }

  /** Looks at the lock and at the segments that follow: not for every poll. */
  boolean isFinal() throws IOException {
    settled = settled || writerIsGone() || sealedLongAgo();
    return settled;
  }

  /** What the last {@link #isFinal} found. */
  boolean wasFinal() {
    return settled;
  }

  private boolean writerIsGone() throws IOException {
    return !JournalLock.isHeld(directory) || otherWriterFollows();
  }

  /**
   * The newest segment says who writes now: the next one may have been made ahead by the writer
   * that died. A writer that hands over waits for its claims to be filled before another opens.
   */
  private boolean otherWriterFollows() throws IOException {
    long newest = directory.newest();
    SegmentHeader now = newest <= number ? null : SegmentReader.header(directory, newest);
    return now != null && header != null && now.getWriterId() != header.getWriterId();
  }

  /**
   * Whether the segment's writer wrote anything into a later one: before that it ends this one. An
   * end alone is none: it is how the writer leaves a segment that was made ahead.
   */
  boolean writerWentOn() throws IOException {
    if (header == null) {
      return false;
    }
    for (long later = directory.successor(number); later >= 0; later = directory.successor(later)) {
      SegmentHeader its = SegmentReader.header(directory, later);
      if (its != null) {
        return its.getWriterId() == header.getWriterId() && isWrittenTo(later);
      }
    }
    return false;
  }

  private boolean isWrittenTo(long segment) throws IOException {
    try (SegmentReader reader = SegmentReader.open(directory, segment)) {
      reader.look(SegmentFormat.HEADER_SIZE);
      int first = SegmentFormat.HEADER_SIZE + reader.frameSize();
      return reader.look(first) != SegmentReader.Found.END && !reader.isBlank(first, reader.size());
    }
  }

  /**
   * The segment after the next is made when the next is taken into use: when this one was full. If
   * it does not say when that was, being damaged, a later one does, which was made later still.
   */
  private boolean sealedLongAgo() throws IOException {
    long next = directory.successor(number);
    long later = next < 0 ? -1 : directory.successor(next);
    for (; later >= 0; later = directory.successor(later)) {
      Instant createdAt = createdAt(later);
      if (createdAt != null) {
        return createdAt.isBefore(Instant.now().minus(CLAIM_PATIENCE));
      }
    }
    return false;
  }

  /** Null if the segment does not say. */
  private Instant createdAt(long segment) throws IOException {
    try {
      return directory.createdAt(segment);
    } catch (UnreadableSegmentException e) {
      return null;
    }
  }
}
