package io.sluice.relay.dedupe;

/**
 * Ids and when they were captured, first in first out, in arrays that grow as they fill. Each
 * stands in a numbered slot until it leaves or the ring grows.
 */
final class IdRing {
  private static final int INITIAL_CAPACITY = 1024;

  private long[] highs = new long[INITIAL_CAPACITY];
  private long[] lows = new long[INITIAL_CAPACITY];
  private long[] capturedAt = new long[INITIAL_CAPACITY];
  private int oldest;
  private int size;

  int size() {
    return size;
  }

  /** A power of two. */
  int capacity() {
    return lows.length;
  }

  boolean full() {
    return size == lows.length;
  }

  int oldestSlot() {
    return oldest;
  }

  long oldestCapturedAt() {
    return capturedAt[oldest];
  }

  long low(int slot) {
    return lows[slot];
  }

  boolean holds(int slot, long high, long low) {
    return lows[slot] == low && highs[slot] == high;
  }

  /** The slot of the {@code index}th oldest. */
  int slot(int index) {
    return (oldest + index) & (lows.length - 1);
  }

  /** Its slot. The ring must not be full. */
  int add(long high, long low, long capturedAtMicros) {
    int slot = slot(size++);
    highs[slot] = high;
    lows[slot] = low;
    capturedAt[slot] = capturedAtMicros;
    return slot;
  }

  void removeOldest() {
    oldest = slot(1);
    size--;
  }

  /** Doubles the capacity; the ids are numbered anew, from the oldest in slot 0 on. */
  void grow() {
    highs = doubled(highs);
    lows = doubled(lows);
    capturedAt = doubled(capturedAt);
    oldest = 0;
  }

  private long[] doubled(long[] values) {
    long[] doubled = new long[2 * values.length];
    int untilWrap = values.length - oldest;
    System.arraycopy(values, oldest, doubled, 0, untilWrap);
    System.arraycopy(values, 0, doubled, untilWrap, oldest);
    return doubled;
  }
}
