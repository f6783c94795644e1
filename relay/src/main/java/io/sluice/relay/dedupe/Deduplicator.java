package io.sluice.relay.dedupe;

import io.sluice.relay.change.Change;

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
   * Whether the change came before; if not, it is remembered.
   *
   * <p>A change of a counter is never a copy: the same increment sent twice counts twice.
   */
  public boolean duplicate(Change change) {
    return !change.table().counter() && window.seen(change.id(), change.capturedAtMicros());
  }
}
