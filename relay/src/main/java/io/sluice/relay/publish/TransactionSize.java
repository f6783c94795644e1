package io.sluice.relay.publish;

/**
 * How many records a destination's transactions may have. One that is refused undoes a whole
 * transaction, so where records are refused transactions become small, and grow again with each
 * that succeeds. For one thread at a time.
 */
public final class TransactionSize {
  static final int MAX = 10_000;
  static final long MAX_BYTES = 8L << 20;
  private static final int SHRINK = 10;

  private int records = MAX;

  boolean hasRoom(int taken, long bytes) {
    return taken == 0 || (taken < records && bytes < MAX_BYTES);
  }

  void refused() {
    records = Math.max(1, records / SHRINK);
  }

  /** One frame each, for a start. */
  void shrinkToLeast() {
    records = 1;
  }

  boolean isLeast() {
    return records == 1;
  }

  void committed() {
    records = Math.min(MAX, 2 * records);
  }
}
