package io.sluice.wal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The appends that share one sync. Only they are woken by it. */
final class SyncBatch {

  private final CountDownLatch synced = new CountDownLatch(1);

  /** Whether any append waits for this batch. */
  volatile boolean joined;

  void finish() {
    synced.countDown();
  }

  /** Whether the sync came in time. */
  boolean await(long nanos) {
    try {
      return synced.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
