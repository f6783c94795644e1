package io.sluice.wal;

import java.util.zip.CRC32C;
import org.mapdb.volume.Volume;

/**
 * The layout of a segment: one file of fixed size, all zeroes before it is written to. Numbers are
 * big-endian.
 *
 * <pre>
 *  offset  0       4       8              16             24             32      36      40 … 64
 *         +-------+-------+--------------+--------------+--------------+-------+-------+--------
 *         | magic "SLUICEWA" | version | size | segment number | created at | CRC32C | zeroes
 *         +----------------+---------+------+----------------+------------+--------+------------
 *           8 bytes           4         4        8                8           4
 *
 *  from 64 on, frames, each aligned to 8 bytes:
 *         +--------+--------+---------------------+-----------------+
 *         | length | check  | payload             | zeroes to 8     |
 *         +--------+--------+---------------------+-----------------+
 *           4        4        length bytes
 *
 *         length  &gt; 0   a record: a serialized WalRecord; check = CRC32C(payload) ^ place
 *                 0    nothing written here yet; then check is 0 too
 *                 -1   end of the segment: nothing follows; check = place
 *               &lt; -8   an abandoned claim of -length bytes, frame and all; check = place
 *         place   a hash of (segment number, offset, length): a frame is only good where it was
 *                 written, so neither stale bytes nor a frame inside a frame can pass for one
 * </pre>
 *
 * <p>A writer claims the bytes of a frame, stores the payload, and publishes it by storing length
 * and check last, as one aligned 8-byte word with release order: a reader in another process sees
 * the whole frame or an unwritten one. A payload begins with the tag of {@code captured_at} or, of
 * a record that does without, of {@code outcome}, which makes the search for the next good frame
 * behind damaged bytes cheap.
 */
final class SegmentFormat {

  static final long MAGIC = 0x534c554943455741L; // "SLUICEWA"
  static final int VERSION = 1;

  static final int HEADER_SIZE = 64;
  static final int FRAME_HEADER_SIZE = 8;

  static final int MIN_SEGMENT_SIZE = 4 << 10;
  static final int MAX_SEGMENT_SIZE = 1 << 30;
  static final int DEFAULT_SEGMENT_SIZE = 16 << 20;

  /** Tag of WalRecord.captured_at: field 1, fixed 64 bits. */
  private static final byte CAPTURED_AT = 0x09;

  /** Tag of WalRecord.outcome: field 5, length-delimited. */
  private static final byte OUTCOME = 0x2a;

  static final long UNWRITTEN = 0;
  private static final int END_LENGTH = -1;

  private static final int VERSION_AT = 8;
  private static final int SIZE_AT = 12;
  private static final int NUMBER_AT = 16;
  private static final int CREATED_AT = 24;
  private static final int CRC_AT = 32;

  private SegmentFormat() {}

  /** Bytes that a frame takes in the segment. */
  static int frameSize(int length) {
    return FRAME_HEADER_SIZE + length + 7 & -8;
  }

  /** Whether a payload may begin with a byte. */
  static boolean beginsRecord(byte first) {
    return first == CAPTURED_AT || first == OUTCOME;
  }

  static long recordWord(long segment, int offset, byte[] payload, int length) {
    CRC32C crc = new CRC32C();
    crc.update(payload, 0, length);
    return word(length, (int) crc.getValue() ^ place(segment, offset, length));
  }

  static long endWord(long segment, int offset) {
    return word(END_LENGTH, place(segment, offset, END_LENGTH));
  }

  static long abandonedWord(long segment, int offset, int frameSize) {
    return word(-frameSize, place(segment, offset, -frameSize));
  }

  static int length(long word) {
    return (int) (word >>> 32);
  }

  static boolean isEnd(long word, long segment, int offset) {
    return word == endWord(segment, offset);
  }

  /** Whoever made the word: what follows from it stays within a segment, and aligned. */
  static boolean isAbandoned(long word, long segment, int offset) {
    int size = -length(word);
    return size > FRAME_HEADER_SIZE
        && size <= MAX_SEGMENT_SIZE
        && size % 8 == 0
        && word == abandonedWord(segment, offset, size);
  }

  private static long word(int length, int check) {
    return (long) length << 32 | (check & 0xffff_ffffL);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014) over the three numbers. */
  private static int place(long segment, int offset, int length) {
    long z = segment * 0x9e3779b97f4a7c15L + ((long) offset << 32 | (length & 0xffff_ffffL));
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    z = z ^ z >>> 31;
    return (int) (z ^ z >>> 32);
  }

  static void writeHeader(Volume volume, int size, long number, long createdAtMicros) {
    volume.putLong(0, MAGIC);
    volume.putInt(VERSION_AT, VERSION);
    volume.putInt(SIZE_AT, size);
    volume.putLong(NUMBER_AT, number);
    volume.putLong(CREATED_AT, createdAtMicros);
    volume.putInt(CRC_AT, headerCrc(volume));
  }

  /**
   * Whether the fixed header is as it was written, and here: a block of another segment's may have
   * been written to the wrong place.
   */
  static boolean isHeaderWhole(Volume volume, long number) {
    return volume.getLong(0) == MAGIC
        && volume.getInt(CRC_AT) == headerCrc(volume)
        && volume.getLong(NUMBER_AT) == number;
  }

  /**
   * Checks what a whole header says.
   *
   * @return why the segment cannot be read, or null
   */
  static String headerProblem(Volume volume) {
    if (volume.getInt(VERSION_AT) != VERSION) {
      return "format version " + volume.getInt(VERSION_AT) + " is not known to this release";
    }
    boolean possible = size(volume) >= MIN_SEGMENT_SIZE && size(volume) <= MAX_SEGMENT_SIZE;
    return possible ? null : "the header says " + size(volume) + " bytes";
  }

  static int size(Volume volume) {
    return volume.getInt(SIZE_AT);
  }

  /** When the segment was created: microseconds since the epoch. */
  static long createdAtMicros(Volume volume) {
    return volume.getLong(CREATED_AT);
  }

  private static int headerCrc(Volume volume) {
    byte[] header = new byte[CRC_AT];
    volume.getData(0, header, 0, CRC_AT);
    CRC32C crc = new CRC32C();
    crc.update(header);
    return (int) crc.getValue();
  }
}
