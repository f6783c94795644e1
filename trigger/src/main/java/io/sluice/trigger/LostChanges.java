package io.sluice.trigger;

import io.sluice.wal.record.Gap;
import io.sluice.wal.record.WalRecord;

/**
 * Changes that were discarded while no journal was open that could take note of them. For any
 * number of threads.
 */
final class LostChanges {
  private Gap.Builder gap = Gap.newBuilder();

  synchronized void add(int bytes, String reason) {
    long now = CaptureClock.micros();
    if (gap.getChanges() == 0) {
      gap.setFirstAt(now);
    }
    gap.setChanges(gap.getChanges() + 1).setBytes(gap.getBytes() + bytes);
    gap.setLastAt(now).setReason(reason);
  }

  /** A record of all that was lost since the last call; null if nothing was. */
  synchronized byte[] take() {
    if (gap.getChanges() == 0) {
      return null;
    }
    Gap taken = gap.build();
    gap = Gap.newBuilder();
    return WalRecord.newBuilder()
        .setCapturedAt(CaptureClock.micros())
        .setGap(taken)
        .build()
        .toByteArray();
  }
}
