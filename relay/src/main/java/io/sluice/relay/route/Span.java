package io.sluice.relay.route;

/**
 * A part of a journal whose changes a channel does not take.
 *
 * @param journalId which journal it is a part of
 * @param from where it begins, packed, see {@code io.sluice.wal.Position}
 * @param to where it ends, exclusive; {@link #OPEN}: it has not ended yet
 */
public record Span(long journalId, long from, long to) {
  /** It has not ended; another journal than its own belongs to it too. */
  public static final long OPEN = Long.MAX_VALUE;

  public boolean isOpen() {
    return to == OPEN;
  }

  /** Whether a place is in it. */
  public boolean has(long journal, long position) {
    return journal == journalId ? position >= from && position < to : isOpen();
  }
}
