package io.sluice.relay;

import java.util.concurrent.locks.LockSupport;

/**
 * What a thread does while there is nothing to do: it looks again at once, then after naps that
 * grow to 0.2 ms, and after a while to 1 ms. So a change waits for some 0.1 ms while others come,
 * about a millisecond at most, and an idle relay costs next to nothing. For one thread.
 */
final class Idle {
  private static final int SPINS = 100;
  private static final long SHORTEST_NAP = 20_000; // nanoseconds
  private static final long LONG_NAP = 200_000;
  private static final long LONGEST_NAP = 1_000_000;

  /**
   * Naps until they grow beyond the long one: some 20 ms, which is a rate of 50 changes a second.
   */
  private static final int LONG_NAPS = 100;

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
      nap = Math.min(2 * nap, idleFor < SPINS + LONG_NAPS ? LONG_NAP : LONGEST_NAP);
    }
  }
}
