package io.sluice.tests.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The fate of every write of one writer, by its number in the writer's sequence. For many threads.
 */
final class WriterLedger {
  private final List<Fate> fates = new ArrayList<>();
  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);

  /** The number of the next write, which may have been sent from now on. */
  synchronized int attempt() {
    fates.add(Fate.UNKNOWN);
    counts.merge(Fate.UNKNOWN, 1, Integer::sum);
    return fates.size() - 1;
  }

  /** Says what became of a write. */
  synchronized void settle(int sequence, Fate fate) {
    counts.merge(fates.set(sequence, fate), -1, Integer::sum);
    counts.merge(fate, 1, Integer::sum);
  }

  synchronized Fate fate(int sequence) {
    boolean attempted = sequence >= 0 && sequence < fates.size();
    return attempted ? fates.get(sequence) : Fate.NEVER;
  }

  /** How many writes there are: the number of the next one. */
  synchronized int size() {
    return fates.size();
  }

  synchronized int count(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }
}
