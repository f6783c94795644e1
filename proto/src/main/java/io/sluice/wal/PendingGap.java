package io.sluice.wal;

import io.sluice.wal.record.Gap;
import io.sluice.wal.record.WalRecord;

/** Changes that were lost since the last gap record. Any thread. */
final class PendingGap {

  private Gap.Builder gap = Gap.newBuilder();
  private long total;

  synchronized void add(long bytes, String reason) {
    long now = Clock.micros();
    if (gap.getChanges() == 0) {
      gap.setFirstAt(now).setReason(reason);
    }
    gap.setLastAt(now).setChanges(gap.getChanges() + 1).setBytes(gap.getBytes() + bytes);
    total++;
  }

  synchronized boolean isEmpty() {
    return gap.getChanges() == 0;
  }

  /** A record of all that was lost; nothing is pending after it. */
  synchronized byte[] take() {
    Gap taken = gap.build();
    gap = Gap.newBuilder();
    return WalRecord.newBuilder().setCapturedAt(Clock.micros()).setGap(taken).build().toByteArray();
  }

  /** The record could not be written: it is pending again. */
  synchronized void putBack(Gap unwritten) {
    Gap.Builder since = gap;
    gap = unwritten.toBuilder();
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
