package io.sluice.wal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.mapdb.DBException;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/**
 * Looks at the frames of one segment, which its writer may still be appending to. One thread. Moves
 * nowhere by itself: {@link JournalReader} decides what to do about what it finds.
 */
final class SegmentReader implements AutoCloseable {

  /** What stands at an offset. */
  enum Found {
    RECORD,
    /** Nothing yet: the end of what is written, or a claim that is not published. */
    UNWRITTEN,
    ABANDONED,
    END,
    DAMAGED
  }

  /** {@link #nextGood} gives up after checking this many times the file's size in payloads. */
  private static final int SEARCH_BUDGET = 64;

  final long number;

  private final Volume volume;
  private final boolean headerWhole;

  /** As the header says; where that is damaged, the most there may be: only a mark is an end. */
  private final int size;

  /** Bytes that the file has: less than its size if it was cut short. */
  private final int available;

  private byte[] payload = new byte[4096];
  private int length;
  private int frameSize;

  private SegmentReader(long number, Volume volume, int available) {
    this.number = number;
    this.volume = volume;
    this.headerWhole = SegmentFormat.isHeaderWhole(volume, number);
    this.size = headerWhole ? SegmentFormat.size(volume) : SegmentFormat.MAX_SEGMENT_SIZE;
    this.available = Math.min(size, available);
  }

  /**
   * A damaged header is no obstacle: a frame proves by itself that it belongs where it stands.
   *
   * @throws UnreadableSegmentException if the file is none that this release can read
   * @throws NoSuchFileException if there is no such file
   */
  static SegmentReader open(JournalDirectory directory, long number) throws IOException {
    return open(directory, number, SegmentVolumes.MAPPED);
  }

  /** The same, with the seam between the reader and the disk. */
  static SegmentReader open(JournalDirectory directory, long number, VolumeFactory volumes)
      throws IOException {
    File file = directory.file(number).toFile();
    long bytes = directory.sizeOf(number);
    if (bytes < SegmentFormat.HEADER_SIZE || bytes > SegmentFormat.MAX_SEGMENT_SIZE) {
      throw new UnreadableSegmentException("the file has " + bytes + " bytes");
    }
    try {
      Volume volume = SegmentVolumes.read(volumes, file.getPath(), bytes);
      SegmentReader reader = new SegmentReader(number, volume, (int) bytes);
      String problem = reader.headerWhole ? SegmentFormat.headerProblem(volume) : null;
      if (problem != null) {
        reader.close();
        throw new UnreadableSegmentException(problem);
      }
      return reader;
    } catch (DBException.VolumeIOError | InternalError e) {
      if (!file.exists()) { // it was, when it was asked for its size
        throw new NoSuchFileException(file.getPath());
      }
      throw new IOException("cannot read segment " + file + ": " + e.getMessage(), e);
    }
  }

  /** The identity that a segment begins with, or null if it cannot be read. */
  static SegmentHeader header(JournalDirectory directory, long number) throws IOException {
    try (SegmentReader reader = open(directory, number)) {
      return reader.header();
    } catch (UnreadableSegmentException e) {
      return null;
    }
  }

  static Instant createdAt(JournalDirectory directory, long number) throws IOException {
    try (SegmentReader reader = open(directory, number)) {
      if (!reader.headerWhole) {
        throw new UnreadableSegmentException("the header is damaged");
      }
      long micros = SegmentFormat.createdAtMicros(reader.volume);
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }

  /** Whether the fixed header is as it was written. */
  boolean isHeaderWhole() {
    return headerWhole;
  }

  SegmentHeader header() {
    if (look(SegmentFormat.HEADER_SIZE) != Found.RECORD) {
      return null;
    }
    try {
      WalRecord record = WalRecord.parser().parseFrom(payload, 0, length);
      return record.hasHeader() ? record.getHeader() : null;
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }

  /** What stands at {@code offset}; of a record, the payload is copied. */
  Found look(int offset) {
    frameSize = 0;
    if (offset > size - SegmentFormat.FRAME_HEADER_SIZE) {
      return Found.END;
    }
    if (isCut(offset)) {
      return Found.DAMAGED;
    }
    long word = volume.getLong(offset);
    VarHandle.acquireFence();
    if (word == SegmentFormat.UNWRITTEN) {
      return Found.UNWRITTEN;
    }
    if (SegmentFormat.isEnd(word, number, offset)) {
      return Found.END;
    }
    if (SegmentFormat.isAbandoned(word, number, offset)) {
      frameSize = -SegmentFormat.length(word);
      return Found.ABANDONED;
    }
    return readRecord(offset, word) ? Found.RECORD : Found.DAMAGED;
  }

  private boolean readRecord(int offset, long word) {
    if (!looksLikeRecord(offset)) {
      return false;
    }
    int claimed = SegmentFormat.length(word);
    reserve(claimed);
    volume.getData(offset + SegmentFormat.FRAME_HEADER_SIZE, payload, 0, claimed);
    if (SegmentFormat.recordWord(number, offset, payload, claimed) != word) {
      return false;
    }
    length = claimed;
    frameSize = SegmentFormat.frameSize(claimed);
    return true;
  }

  /** Cheap, and nearly always right about what is not one. */
  private boolean looksLikeRecord(int offset) {
    return claimedEnd(offset) > 0
        && SegmentFormat.beginsRecord(volume.getByte(offset + SegmentFormat.FRAME_HEADER_SIZE));
  }

  private void reserve(int bytes) {
    if (payload.length < bytes) {
      payload = new byte[Math.max(bytes, Math.min(size, 2 * payload.length))];
    }
  }

  /**
   * The payload of the record that {@link #look} found, from index 0; valid until the next look.
   */
  byte[] payload() {
    return payload;
  }

  int length() {
    return length;
  }

  /** Bytes of the record or abandoned claim that {@link #look} found. */
  int frameSize() {
    return frameSize;
  }

  int size() {
    return size;
  }

  /** Whether the file is shorter than its header says; nobody knows if that is damaged. */
  boolean isCut() {
    return headerWhole && available < size;
  }

  /** Whether the file ends before a frame could stand at {@code offset}. */
  boolean isCut(int offset) {
    return offset > available - SegmentFormat.FRAME_HEADER_SIZE;
  }

  /**
   * Whether what stands at {@code offset} is beyond doubt: a record, an end, an abandoned claim.
   */
  boolean isGood(int offset) {
    Found found = look(offset);
    return found != Found.UNWRITTEN && found != Found.DAMAGED;
  }

  /** Where the frame at {@code offset} says it ends, or -1 if that cannot be. */
  int claimedEnd(int offset) {
    if (isCut(offset)) {
      return -1;
    }
    int claimed = SegmentFormat.length(volume.getLong(offset));
    boolean possible =
        claimed > 0 && claimed <= available - offset - SegmentFormat.FRAME_HEADER_SIZE;
    return possible ? offset + SegmentFormat.frameSize(claimed) : -1;
  }

  /**
   * The first offset from {@code from} on that {@link #isGood}, or the segment's size. Bounded
   * work, whatever the bytes are: each candidate that looks like a record costs its length, and the
   * sum of those has a budget.
   */
  int nextGood(int from) {
    long budget = (long) SEARCH_BUDGET * available;
    for (int offset = from; !isCut(offset); offset += 8) {
      if (volume.getLong(offset) != SegmentFormat.UNWRITTEN) {
        budget -= looksLikeRecord(offset) ? claimedEnd(offset) - offset : 0;
        if (budget < 0) {
          return size;
        }
        if (isGood(offset)) {
          return offset;
        }
      }
    }
    return size;
  }

  /** Whether there is nothing but zeroes from {@code from} to {@code to}. */
  boolean isBlank(int from, int to) {
    int end = Math.min(to, available);
    int offset = from;
    while (offset <= end - 8 && volume.getLong(offset) == 0) {
      offset += 8;
    }
    while (offset < end && volume.getByte(offset) == 0) { // what is left of a file that was cut
      offset++;
    }
    return offset >= end;
  }

  /** A copy, without the zeroes at its end. */
  byte[] copy(int from, int to) {
    int readable = Math.min(to, available) - from;
    if (readable <= 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[readable];
    volume.getData(from, bytes, 0, bytes.length);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  @Override
  public void close() {
    volume.close();
  }
}
