package io.sluice.wal;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** The bytes of a segment as somebody would make them who knows the format and means harm. */
public final class CraftedSegment {
  private static final int VERSION_AT = 8;
  private static final int SIZE_AT = 12;
  private static final int NUMBER_AT = 16;
  private static final int CRC_AT = 32;

  private CraftedSegment() {}

  /**
   * A frame of a segment.
   *
   * @param to where the next one begins
   */
  public record Frame(int offset, int to, ByteString payload) {}

  /** The whole frames of a segment that nobody has damaged. */
  public static List<Frame> frames(long number, byte[] segment) {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(segment);
    int at = SegmentFormat.HEADER_SIZE;
    while (at <= segment.length - 8 && bytes.getInt(at) > 0) {
      int to = at + SegmentFormat.frameSize(bytes.getInt(at));
      byte[] payload = Arrays.copyOfRange(segment, at + 8, at + 8 + bytes.getInt(at));
      if (SegmentFormat.recordWord(number, at, payload, payload.length) != bytes.getLong(at)) {
        throw new AssertionError("not a segment as it was written");
      }
      frames.add(new Frame(at, to, ByteString.copyFrom(payload)));
      at = to;
    }
    return frames;
  }

  /** A segment of other payloads, each in a good frame, as long as it takes. */
  public static byte[] of(long number, byte[] segment, List<byte[]> payloads) {
    int length = SegmentFormat.HEADER_SIZE + SegmentFormat.FRAME_HEADER_SIZE;
    for (byte[] payload : payloads) {
      length += SegmentFormat.frameSize(payload.length);
    }
    byte[] crafted = Arrays.copyOf(segment, Math.max(segment.length, length));
    Arrays.fill(crafted, SegmentFormat.HEADER_SIZE, crafted.length, (byte) 0);
    ByteBuffer bytes = ByteBuffer.wrap(crafted);
    int at = SegmentFormat.HEADER_SIZE;
    for (byte[] payload : payloads) {
      bytes.putLong(at, SegmentFormat.recordWord(number, at, payload, payload.length));
      bytes.put(at + 8, payload);
      at += SegmentFormat.frameSize(payload.length);
    }
    bytes.putLong(at, SegmentFormat.endWord(number, at));
    return header(crafted, SegmentFormat.VERSION, crafted.length, number);
  }

  /** The segment with another header, which has the right checksum. */
  public static byte[] header(byte[] segment, int version, int size, long number) {
    ByteBuffer bytes = ByteBuffer.wrap(segment);
    bytes.putInt(VERSION_AT, version).putInt(SIZE_AT, size).putLong(NUMBER_AT, number);
    CRC32C crc = new CRC32C();
    crc.update(segment, 0, CRC_AT);
    bytes.putInt(CRC_AT, (int) crc.getValue());
    return segment;
  }

  /** Has a frame reach to another length, with the right checksum if there are so many bytes. */
  public static void reach(byte[] segment, long number, int offset, int length) {
    int there = Math.max(0, Math.min(length, segment.length - offset - 8));
    byte[] payload = Arrays.copyOfRange(segment, offset + 8, offset + 8 + there);
    long word = SegmentFormat.recordWord(number, offset, payload, there);
    ByteBuffer.wrap(segment).putLong(offset, (long) length << 32 | (word & 0xffff_ffffL));
  }

  /** An abandoned claim of any size. */
  public static void abandon(byte[] segment, long number, int offset, int size) {
    ByteBuffer.wrap(segment).putLong(offset, SegmentFormat.abandonedWord(number, offset, size));
  }

  /** Whether an end stands there. */
  public static boolean isEnd(byte[] segment, long number, int offset) {
    return offset <= segment.length - 8
        && SegmentFormat.isEnd(ByteBuffer.wrap(segment).getLong(offset), number, offset);
  }

  /** Has a journal look as if somebody were writing it. */
  public static Closeable holdLock(Path journal) throws IOException {
    return JournalLock.acquire(JournalDirectory.of(journal))::close;
  }

  /** An end where it does not belong. */
  public static void end(byte[] segment, long number, int offset) {
    ByteBuffer.wrap(segment).putLong(offset, SegmentFormat.endWord(number, offset));
  }
}
