package io.sluice.wal;

import io.sluice.wal.record.Gap;

/** Changes that were lost and that no gap record tells of yet. Any thread. */
public final class PendingGap {

  private Gap.Builder gap = Gap.newBuilder();
  private long total;

  /**
   * Adds one.
   *
   * @param bytes about how large it was
   * @param reason why, for people; told is that of the first
   */
  public synchronized void add(long bytes, String reason) {
    long now = Clock.micros();
    if (gap.getChanges() == 0) {
      gap.setFirstAt(now).setReason(reason);
    }
    gap.setLastAt(now).setChanges(gap.getChanges() + 1).setBytes(gap.getBytes() + bytes);
    total++;
  }

  /** Takes all that another has, which was lost before. */
  synchronized void addAll(PendingGap earlier) {
    Gap taken = earlier.take();
    putBack(taken);
    total += taken.getChanges();
  }

  synchronized boolean isEmpty() {
    return gap.getChanges() == 0;
  }

  /** All that was lost; nothing is pending after it. */
  synchronized Gap take() {
    Gap taken = gap.build();
    gap = Gap.newBuilder();
    return taken;
  }

  /** What was taken could not be told: it is pending again. */
  synchronized void putBack(Gap taken) {
    if (taken.getChanges() == 0) {
      return;
    }
    Gap since = gap.build();
    gap = taken.toBuilder();
    if (since.getChanges() > 0) {
      gap.setLastAt(since.getLastAt())
          .setChanges(gap.getChanges() + since.getChanges())
          .setBytes(gap.getBytes() + since.getBytes());
    }
  }

  /** Changes lost since the start. */
  synchronized long total() {
    return total;
  }
}
