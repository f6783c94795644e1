package io.sluice.wal;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.mapdb.volume.Volume;

/**
 * A segment as its writer has it. Any number of threads claim and write; {@link Syncer} alone calls
 * {@link #scan}, {@link #sync} and {@link #release}.
 */
final class Segment {

  /** {@link #claim} found no room. */
  static final int FULL = -1;

  private static final long MARK_PAUSE_NANOS = 20_000;

  private static final AtomicLong SERIALS = new AtomicLong();

  final long number;
  final int size;

  /** Unlike the number, unique among all segments of this process. Never 0. */
  final long serial = SERIALS.incrementAndGet();

  private final Volume volume;

  /** Where frames end: an end mark always has room behind them. */
  private final int limit;

  /** First unclaimed byte; beyond {@link #limit} nothing can be claimed any more. */
  private final AtomicLong tail = new AtomicLong(SegmentFormat.HEADER_SIZE);

  /** All claims before this offset are published. */
  private int published = SegmentFormat.HEADER_SIZE;

  /** All bytes before this offset are on disk. */
  private int synced = SegmentFormat.HEADER_SIZE;

  private long records;
  private boolean ended;

  /** The end mark stands, or never will. */
  private volatile boolean marked;

  Segment(long number, int size, Volume volume) {
    this.number = number;
    this.size = size;
    this.limit = size - SegmentFormat.FRAME_HEADER_SIZE;
    this.volume = volume;
  }

  /**
   * The largest frame that an empty segment of {@code size} bytes holds, beside its header frames.
   */
  static boolean fits(int frameSize, int size) {
    return frameSize <= size - SegmentFormat.HEADER_SIZE - SegmentFormat.FRAME_HEADER_SIZE;
  }

  /**
   * Takes the next {@code frameSize} bytes for the calling thread. The thread whose claim is the
   * first to find no room ends the segment.
   *
   * @return their offset, or {@link #FULL}
   */
  int claim(int frameSize) {
    long offset = tail.getAndAdd(frameSize);
    if (offset + frameSize <= limit) {
      return (int) offset;
    }
    end(offset);
    return FULL;
  }

  /** From now on nothing can be claimed; claims already made are still written. */
  void seal() {
    end(tail.getAndAdd(size));
  }

  /** Like {@link #seal}, for a file that is broken: no end mark is written. */
  void abandon() {
    tail.getAndAdd(size);
    marked = true;
  }

  /**
   * Waits for the thread whose claim ended the segment to have marked the end: nothing is to stand
   * in a later segment before that, or a reader takes the end of this one for lost.
   *
   * @return whether it stands, which it does at once unless that thread is held up just then
   */
  boolean awaitMark(long patienceNanos) {
    long deadline = System.nanoTime() + patienceNanos;
    while (!marked && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(MARK_PAUSE_NANOS);
    }
    return marked;
  }

  private void end(long offset) {
    if (offset <= limit) {
      VarHandle.releaseFence();
      volume.putLong(offset, SegmentFormat.endWord(number, (int) offset));
      marked = true;
    }
  }

  /** Fills a claim and publishes it. If that fails, for whatever reason, no reader stops at it. */
  void write(int offset, byte[] record, int length) {
    boolean whole = false;
    try {
      volume.putData(offset + SegmentFormat.FRAME_HEADER_SIZE, record, 0, length);
      long word = SegmentFormat.recordWord(number, offset, record, length);
      VarHandle.releaseFence();
      volume.putLong(offset, word);
      whole = true;
    } finally {
      if (!whole) {
        int claimed = SegmentFormat.frameSize(length);
        volume.putLong(offset, SegmentFormat.abandonedWord(number, offset, claimed));
      }
    }
  }

  /** Walks over what has been published since the last call. */
  void scan() {
    while (!ended && published <= limit) {
      long word = volume.getLong(published);
      int length = SegmentFormat.length(word);
      if (length == 0) {
        return;
      }
      ended = SegmentFormat.isEnd(word, number, published);
      if (!ended) {
        records += length > 0 ? 1 : 0;
        published += length > 0 ? SegmentFormat.frameSize(length) : -length;
      }
    }
  }

  /** All claims are published, and no more will come. Up to date after {@link #scan}. */
  boolean complete() {
    return ended;
  }

  boolean unsynced() {
    return synced < published || published < Math.min(tail.get(), limit);
  }

  /** Forces to disk what {@link #scan} has seen, at least. */
  void sync() {
    int seen = published;
    volume.sync();
    synced = seen;
  }

  int synced() {
    return synced;
  }

  int published() {
    return published;
  }

  /** Records that {@link #scan} has seen. */
  long records() {
    return records;
  }

  /** The payload of the published frame at {@code offset}, or null where a claim was abandoned. */
  byte[] record(int offset) {
    int length = SegmentFormat.length(volume.getLong(offset));
    if (length < 0) {
      return null;
    }
    byte[] record = new byte[length];
    volume.getData(offset + SegmentFormat.FRAME_HEADER_SIZE, record, 0, length);
    return record;
  }

  int frameSizeAt(int offset) {
    int length = SegmentFormat.length(volume.getLong(offset));
    return length > 0 ? SegmentFormat.frameSize(length) : -length;
  }

  /** Closes the file. Only when complete: the mapping goes with it, for late writers too. */
  void release() {
    volume.close();
  }
}
