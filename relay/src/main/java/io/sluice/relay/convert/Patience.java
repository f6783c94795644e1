package io.sluice.relay.convert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long what fails is tried again, by kind. A kind that has used its time up gets no more until
 * it is {@link #reset}: a table that a registry refuses holds the others up once, not record by
 * record. For one thread.
 */
final class Patience {
  private final Duration limit;
  private final LongSupplier nanoTime;
  private final Map<String, Long> failingSince = new HashMap<>();

  Patience(Duration limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** One of a kind failed: whether it has failed for long enough now. */
  boolean isOver(String kind) {
    long now = nanoTime.getAsLong();
    return now - failingSince.computeIfAbsent(kind, k -> now) >= limit.toNanos();
  }

  /** Whether anything has failed that was not {@link #reset} since. */
  boolean isTried() {
    return !failingSince.isEmpty();
  }

  /** One of a kind succeeded, or failed for a reason that is known: its time begins anew. */
  void reset(String kind) {
    failingSince.remove(kind);
  }
}
