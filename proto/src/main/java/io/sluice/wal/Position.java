package io.sluice.wal;

/**
 * Where a frame stands in a journal: its segment's number and its offset in the segment, packed
 * into one {@code long} so that a position costs no object in the write path. Positions of one
 * journal are ordered as its frames are.
 *
 * <p>Bits 0–27 hold the offset divided by 8 (frames are aligned to 8 bytes), the bits above the
 * segment number: room for 2<sup>35</sup> segments of up to 2 GiB.
 */
public final class Position {

  /** Before every frame of every journal. */
  public static final long NONE = 0;

  /** No segment has a higher number. */
  static final long MAX_SEGMENT = (1L << 35) - 1;

  private static final int OFFSET_BITS = 28;
  private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;

  private Position() {}

  public static long of(long segment, int offset) {
    return segment << OFFSET_BITS | offset >>> 3;
  }

  public static long segment(long position) {
    return position >>> OFFSET_BITS;
  }

  /** The offset in bytes from the segment's start. */
  public static int offset(long position) {
    return (int) (position & OFFSET_MASK) << 3;
  }

  /** The name of a segment's file. */
  public static String fileName(long segment) {
    return String.format("%016d.wal", segment);
  }

  /** For people: {@code 0000000000000012:4096}. */
  public static String toString(long position) {
    return String.format("%016d:%d", segment(position), offset(position));
  }
}
