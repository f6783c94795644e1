package io.sluice.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes at a steady rate. Writes are sent when they are due, whether or not earlier
 * ones have been acknowledged, of which there are {@link Load#AMPLE} at most, and their time is
 * counted from when they were due: a database that stands still for a while is seen by every write
 * of that while.
 */
final class SteadyWrites {
  private final int perSecond;
  private int next;

  SteadyWrites(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Writes to a table for a while, and waits until all is acknowledged.
   *
   * @return how long each write took, in milliseconds
   * @throws IllegalStateException if one failed
   */
  double[] run(BenchTable table, int seconds) throws InterruptedException {
    int writes = perSecond * seconds;
    double[] millis = new double[writes];
    Semaphore room = new Semaphore(Load.AMPLE);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long start = System.nanoTime();
    for (int i = 0; i < writes; i++) {
      int write = i;
      long due = start + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
      await(due);
      room.acquire();
      table
          .write(next++)
          .whenComplete(
              (rows, problem) -> {
                millis[write] = (System.nanoTime() - due) / 1e6;
                failure.compareAndSet(null, problem);
                room.release();
              });
    }
    room.acquire(Load.AMPLE); // all are acknowledged
    if (failure.get() != null) {
      throw new IllegalStateException("a write failed", failure.get());
    }
    return millis;
  }

  private static void await(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }
}
