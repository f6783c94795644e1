package io.sluice.relay.dedupe;

import io.sluice.relay.change.ChangeId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The change ids seen lately: at most a number of them, and none older than a time. Time is the
 * time of capture, as the journal tells it, so that reading a backlog again after a restart gives
 * the same answers as reading it live.
 *
 * <p>Ids leave in the order in which they came. Where the times of capture are not in that order,
 * an id is remembered until those that came before it are too old.
 *
 * <p>It takes about 32 bytes an id (34 MB for a million), and grows as it fills.
 *
 * <p>Not thread-safe.
 */
public final class DedupeWindow {
  /** The most that a window can be made for. */
  public static final int MOST_ENTRIES = 1 << 28;

  private final int maxEntries;
  private final long maxAgeMicros;
  private final IdRing ring = new IdRing();
  private SlotIndex index = new SlotIndex(ring);

  /**
   * An empty window.
   *
   * @param maxEntries from 1 to {@link #MOST_ENTRIES}
   * @param maxAge how long after its capture an id is remembered
   */
  public DedupeWindow(int maxEntries, Duration maxAge) {
    if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
      throw new IllegalArgumentException(maxEntries + " entries are not from 1 to " + MOST_ENTRIES);
    }
    this.maxEntries = maxEntries;
    maxAgeMicros = TimeUnit.MICROSECONDS.convert(maxAge);
  }

  /**
   * Whether the id is in the window; if not, it enters it.
   *
   * @param capturedAtMicros when the change was captured: microseconds since the epoch
   */
  public boolean seen(ChangeId id, long capturedAtMicros) {
    if (contains(id, capturedAtMicros)) {
      return true;
    }
    add(id, capturedAtMicros);
    return false;
  }

  /** Whether the id is in the window, which it does not enter. */
  public boolean contains(ChangeId id, long capturedAtMicros) {
    while (ring.size() > 0 && capturedAtMicros - ring.oldestCapturedAt() > maxAgeMicros) {
      removeOldest();
    }
    return index.contains(id.high(), id.low());
  }

  /** How many ids it holds. */
  public int size() {
    return ring.size();
  }

  private void add(ChangeId id, long capturedAtMicros) {
    if (ring.size() == maxEntries) {
      removeOldest();
    } else if (ring.full()) {
      ring.grow();
      index = new SlotIndex(ring);
    }
    index.add(ring.add(id.high(), id.low(), capturedAtMicros));
  }

  private void removeOldest() {
    index.remove(ring.oldestSlot());
    ring.removeOldest();
  }
}
