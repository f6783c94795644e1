package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;

/** What ties a queue to the other queues of its destination. Called on the queue's thread. */
interface Siblings {
  /** It has none. */
  Siblings NONE =
      new Siblings() {
        @Override
        public boolean isSplitWanted() {
          return false;
        }

        @Override
        public void split(Checkpoint next) {}

        @Override
        public boolean mayDeliver() {
          return true;
        }
      };

  /** Whether a channel waits to be led into a queue of its own. Asked before each step. */
  boolean isSplitWanted();

  /**
   * Leads the channels that wait for it into queues of their own. If that fails they stay in this
   * one, and it is wanted again soon.
   *
   * @param next where the next record stands that this queue reads: from there on it is theirs
   */
  void split(Checkpoint next);

  /** Whether what came before this queue's first change is delivered, so that order is kept. */
  boolean mayDeliver();
}
