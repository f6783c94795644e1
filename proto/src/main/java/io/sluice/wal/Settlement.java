package io.sluice.wal;

import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
   * Whether the segment's writer wrote anything into the next one: before that it ends this one. An
   * end alone is none: it is how the writer leaves a segment that was made ahead.
   */
  boolean writerWentOn() throws IOException {
    if (header == null || !Files.exists(directory.file(number + 1))) {
      return false;
    }
    try (SegmentReader next = SegmentReader.open(directory, number + 1)) {
      SegmentHeader its = next.header();
      int first = SegmentFormat.HEADER_SIZE + next.frameSize();
      return its != null
          && its.getWriterId() == header.getWriterId()
          && next.look(first) != SegmentReader.Found.END
          && !next.isBlank(first, next.size());
    } catch (UnreadableSegmentException | NoSuchFileException e) {
      return false;
    }
  }

  /** The segment after the next is made when the next is taken into use: when this one was full. */
  private boolean sealedLongAgo() throws IOException {
    long successor = directory.successor(number);
    long second = successor < 0 ? -1 : directory.successor(successor);
    return second >= 0 && directory.createdAt(second).isBefore(Instant.now().minus(CLAIM_PATIENCE));
  }
}
