package io.sluice.wal;

import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mapdb.DBException;
import org.mapdb.volume.Volume;

/**
 * Creates segments: zero-filled, with their headers, synced, and only then under their final name.
 * One thread at a time.
 */
final class SegmentAllocator {

  private final JournalDirectory directory;
  private final JournalOptions options;
  private final byte[] header;
  private long nextNumber;

  /**
   * @param header the identity that each segment begins with; its {@code journal_id} is replaced by
   *     the one that the directory's segments have already, if there are any
   */
  SegmentAllocator(JournalDirectory directory, JournalOptions options, SegmentHeader header)
      throws IOException {
    this.directory = directory;
    this.options = options;
    List<Long> existing = directory.segments();
    this.header =
        WalRecord.newBuilder()
            .setCapturedAt(Clock.micros())
            .setHeader(header.toBuilder().setJournalId(journalId(existing, header.getJournalId())))
            .build()
            .toByteArray();
  }

  private long journalId(List<Long> existing, long fresh) throws IOException {
    for (int i = existing.size() - 1; i >= 0; i--) {
      SegmentHeader before = SegmentReader.header(directory, existing.get(i));
      if (before != null) {
        return before.getJournalId();
      }
    }
    return fresh;
  }

  /** The smallest segment size, no less than the configured one, that a frame has room in. */
  int sizeFor(int frameSize) {
    int overhead =
        SegmentFormat.HEADER_SIZE
            + SegmentFormat.frameSize(header.length)
            + SegmentFormat.FRAME_HEADER_SIZE;
    long limit = Math.min(SegmentFormat.MAX_SEGMENT_SIZE, options.maxBacklog()) - overhead;
    if (frameSize > limit) {
      throw new RecordTooLargeException(frameSize, limit);
    }
    return Math.max(options.segmentSize(), frameSize + overhead);
  }

  /**
   * A new segment, ready to be written.
   *
   * @throws JournalFullException if the backlog is at its cap
   * @throws IOException if the disk is full, or broken
   */
  Segment create(int size) throws IOException {
    long backlog = directory.size();
    if (backlog + size > options.maxBacklog()) {
      throw new JournalFullException(
          "the journal "
              + directory.path()
              + " holds "
              + backlog
              + " bytes, and max_backlog is "
              + options.maxBacklog()
              + ": is the relay running, and are its destinations reachable?");
    }
    nextNumber = Math.max(nextNumber, directory.newest() + 1);
    Path unfinished = directory.unfinishedFile(nextNumber);
    try {
      JournalDirectory.createFile(unfinished);
      Segment segment = fill(unfinished, size);
      Files.move(unfinished, directory.file(nextNumber)); // fails if it exists: never replaces
      directory.sync();
      nextNumber++;
      return segment;
    } catch (IOException | DBException | UncheckedIOException | InternalError e) {
      Files.deleteIfExists(unfinished);
      throw new IOException("cannot create a segment in " + directory.path() + ": " + cause(e), e);
    }
  }

  private Segment fill(Path file, int size) {
    Volume volume = SegmentVolumes.create(options.volumes(), file.toString(), size);
    SegmentFormat.writeHeader(volume, size, nextNumber, Clock.micros());
    Segment segment = new Segment(nextNumber, size, volume);
    segment.write(segment.claim(SegmentFormat.frameSize(header.length)), header, header.length);
    segment.scan();
    segment.sync();
    return segment;
  }

  private static String cause(Throwable e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
