package io.sluice.relay.dedupe;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outcome;

/**
 * Says which changes are copies of one that came before: those that a client sent again because no
 * answer came, or that a node wrote into its journal twice.
 *
 * <p>Not thread-safe: each destination's pipeline thread has its own.
 */
public final class Deduplicator {
  private final DedupeWindow window;

  public Deduplicator(DedupeWindow window) {
    this.window = window;
  }

  /**
   * Whether the change came before; if not, it is remembered, unless its outcome is unknown: when
   * the client then sends it again, and that is applied, a consumer is to learn that it is a fact.
   *
   * <p>A change of a counter is never a copy: the same increment sent twice counts twice. Nor is
   * one of a conditional write that was applied: the same bytes may take effect again after others.
   */
  public boolean duplicate(Change change) {
    if (change.table().counter() || isAppliedConditional(change.captured())) {
      return false;
    }
    return change.captured().outcome() == Outcome.UNKNOWN
        ? window.contains(change.id(), change.capturedAtMicros())
        : window.seen(change.id(), change.capturedAtMicros());
  }

  private static boolean isAppliedConditional(Captured captured) {
    return captured.conditional() && captured.outcome() == Outcome.APPLIED;
  }
}
