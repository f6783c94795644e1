package io.sluice.relay.route;

/**
 * A queue of its own that the changes of one channel go to, from one place of a journal on: so they
 * can be kept while the destination's other changes go on. What stands before that place is the
 * destination's main queue's.
 *
 * @param number never used twice; 0: there is no such queue
 * @param journalId which journal the place is of; all of another one is the lane's
 * @param since the place, packed, see {@code io.sluice.wal.Position}
 */
public record Lane(int number, long journalId, long since) {
  /** The number of a destination's main queue, which has all that no lane has. */
  public static final int MAIN = 0;

  /** No queue of its own. */
  public static final Lane NONE = new Lane(MAIN, 0, 0);

  public boolean exists() {
    return number != MAIN;
  }

  /** Whether what stands there is the lane's. */
  boolean has(long journal, long position) {
    return exists() && (journal != journalId || position >= since);
  }
}
