package io.sluice.wal;

import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.mapdb.DBException;
import org.mapdb.volume.Volume;

/**
 * Creates segments: zero-filled, with their headers, synced, and only then under their final name.
 * One thread at a time.
 */
final class SegmentAllocator {

  /** As many segments as are made must fit onto the disk beside it, or it is taken for full. */
  private static final int RESERVED_SEGMENTS = 4;

  private final JournalDirectory directory;
  private final JournalOptions options;
  private final SegmentHeader identity;
  private final Consumer<SegmentHeader.Builder> figures;
  private final int headerFrame;
  private long nextNumber;

  /**
   * @param identity that each segment begins with; its {@code journal_id} is replaced by the one
   *     that the directory's segments have already, if there are any
   * @param figures adds what the writer has done by now; the same fields each time
   */
  SegmentAllocator(
      JournalDirectory directory,
      JournalOptions options,
      SegmentHeader identity,
      Consumer<SegmentHeader.Builder> figures)
      throws IOException {
    this.directory = directory;
    this.options = options;
    this.identity =
        identity.toBuilder()
            .setJournalId(journalId(directory.segments(), identity.getJournalId()))
            .setSync(sync(options))
            .setMaxBacklog(options.maxBacklog())
            .build();
    this.figures = figures;
    this.headerFrame = SegmentFormat.frameSize(header().length);
  }

  private static SegmentHeader.Sync sync(JournalOptions options) {
    return options.sync() == JournalOptions.Sync.GROUP
        ? SegmentHeader.Sync.GROUP
        : SegmentHeader.Sync.PERIODIC;
  }

  /** The first record of the next segment. All have the same size. */
  private byte[] header() {
    SegmentHeader.Builder header = identity.toBuilder();
    figures.accept(header);
    return WalRecord.newBuilder()
        .setCapturedAt(Clock.micros())
        .setHeader(header)
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

  /**
   * The configured segment size, or for a frame that has no room in that, as much more as it needs:
   * other threads' frames, which may come first, have their room as well.
   */
  int sizeFor(int frameSize) {
    int overhead = SegmentFormat.HEADER_SIZE + headerFrame + SegmentFormat.FRAME_HEADER_SIZE;
    long limit = (Math.min(SegmentFormat.MAX_SEGMENT_SIZE, options.maxBacklog()) & -8) - overhead;
    if (frameSize > limit) {
      throw new RecordTooLargeException(frameSize, limit);
    }
    if (frameSize + overhead <= options.segmentSize()) {
      return options.segmentSize();
    }
    return (int) Math.min(limit + overhead, (long) frameSize + overhead + options.segmentSize())
        & -8;
  }

  /**
   * A new segment, ready to be written.
   *
   * @throws JournalFullException if the backlog is at its cap
   * @throws IOException if the disk is full, or broken
   */
  Segment create(int size) throws IOException {
    checkBacklog(size);
    nextNumber = Math.max(nextNumber, directory.newest() + 1);
    Path unfinished = directory.unfinishedFile(nextNumber);
    try {
      checkSpace(size);
      JournalDirectory.createFile(unfinished, size);
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

  private void checkBacklog(int size) throws IOException {
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
  }

  /** The database on the same disk needs space more urgently: its last bytes are left to it. */
  private void checkSpace(int size) throws IOException {
    long usable = Files.getFileStore(directory.path()).getUsableSpace();
    if (usable < (1L + RESERVED_SEGMENTS) * size) {
      throw new IOException(
          "No space left on device but " + usable + " bytes, which are left to the database");
    }
  }

  private Segment fill(Path file, int size) {
    Volume volume = SegmentVolumes.create(options.volumes(), file.toString(), size);
    try {
      SegmentFormat.writeHeader(volume, size, nextNumber, Clock.micros());
      Segment segment = new Segment(nextNumber, size, volume);
      byte[] header = header();
      segment.write(segment.claim(headerFrame), header, header.length);
      segment.scan();
      segment.sync();
      return segment;
    } catch (RuntimeException | InternalError e) {
      volume.close();
      throw e;
    }
  }

  private static String cause(Throwable e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
