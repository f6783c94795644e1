package io.sluice.trigger;

import io.sluice.trigger.encode.VersionedMembers;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a write that Cassandra refuses, since too few replicas are alive or it is not valid, may
 * have been sent all the same. Cassandra 6.0 sends a write again when replicas know more of the
 * cluster than the coordinator did, and checks it anew each time: what it refuses then may have
 * been written by some replicas the time before. The error does not say which time it was, and
 * Cassandra only counts, for the whole node. So while a request may be under way since the count
 * last changed, any write may be it.
 *
 * <p>For any number of threads.
 */
final class ResentWrites {
  private final boolean everPossible;
  private final LongSupplier count;
  private final LongSupplier clock;

  // Guarded by this.
  private long seen;
  private long suspectUntil;
  private boolean suspect;

  /**
   * @param everPossible whether this version of Cassandra does it
   * @param count how often the node has done it
   * @param clock {@link System#nanoTime}
   */
  ResentWrites(boolean everPossible, LongSupplier count, LongSupplier clock) {
    this.everPossible = everPossible;
    this.count = count;
    this.clock = clock;
  }

  static ResentWrites ofNode() {
    return new ResentWrites(
        VersionedMembers.resendsWrites(), VersionedMembers::resentWrites, System::nanoTime);
  }

  /**
   * Whether a batch may have been sent. When a part of one is in tables under Accord, its being
   * sent again is not even counted.
   */
  boolean possibleOfBatch() {
    return everPossible;
  }

  /** Whether a write to one partition that was refused just now may have been sent. */
  synchronized boolean possible() {
    if (!everPossible) {
      return false;
    }
    long now = clock.getAsLong();
    long current = count.getAsLong();
    if (current != seen) {
      seen = current;
      suspectUntil = now + longestRequestNanos();
      suspect = true;
    }
    suspect = suspect && now - suspectUntil < 0;
    return suspect;
  }

  private static long longestRequestNanos() {
    return TimeUnit.MILLISECONDS.toNanos(2 * NodeIdentity.longestTimeoutMillis());
  }
}
