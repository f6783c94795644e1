package io.sluice.relay;

import java.util.concurrent.locks.LockSupport;

/**
 * What a thread does while there is nothing to do: it looks again at once, then after naps that
 * grow to 1 ms. So a change waits for microseconds while others come, about a millisecond at most,
 * and an idle relay costs next to nothing. For one thread.
 */
final class Idle {
  private static final int SPINS = 100;
  private static final long SHORTEST_NAP = 20_000; // nanoseconds
  private static final long LONGEST_NAP = 1_000_000;

  private int idleFor;
  private long nap = SHORTEST_NAP;

  /** Something happened. */
  void reset() {
    idleFor = 0;
    nap = SHORTEST_NAP;
  }

  /** Nothing happened. */
  void rest() {
    idleFor++;
    if (idleFor <= SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(nap);
      nap = Math.min(2 * nap, LONGEST_NAP);
    }
  }
}
