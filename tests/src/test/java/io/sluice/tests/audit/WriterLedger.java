package io.sluice.tests.audit;

import java.util.Arrays;

/**
 * The fate of every write of one writer, by its number in the writer's sequence. For many threads.
 */
final class WriterLedger {
  private byte[] fates = new byte[1024];
  private int next;
  private final int[] counts = new int[Fate.values().length];

  /** The number of the next write, which may have been sent from now on. */
  synchronized int attempt() {
    if (next == fates.length) {
      fates = Arrays.copyOf(fates, 2 * next);
    }
    set(next, Fate.UNKNOWN);
    return next++;
  }

  /** Says what became of a write. */
  synchronized void settle(int sequence, Fate fate) {
    counts[fates[sequence]]--;
    set(sequence, fate);
  }

  private void set(int sequence, Fate fate) {
    fates[sequence] = (byte) fate.ordinal();
    counts[fate.ordinal()]++;
  }

  synchronized Fate fate(int sequence) {
    boolean attempted = sequence >= 0 && sequence < next;
    return attempted ? Fate.values()[fates[sequence]] : Fate.NEVER;
  }

  /** How many writes there are: the number of the next one. */
  synchronized int size() {
    return next;
  }

  synchronized int count(Fate fate) {
    return counts[fate.ordinal()];
  }
}
