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
        public boolean split(Checkpoint at) {
          return false;
        }

        @Override
        public boolean mayDeliver() {
          return true;
        }
      };

  /** Whether a channel waits to be led into a queue of its own. Asked before each step. */
  boolean isSplitWanted();

  /**
   * Leads the channels that wait for it into queues of their own.
   *
   * @param at where these begin: what is open there, or stands behind it, is theirs. This queue has
   *     handed on none of it
   * @return false if they stay in this one, and it is wanted again soon
   */
  boolean split(Checkpoint at);

  /** Whether what came before this queue's first change is delivered, so that order is kept. */
  boolean mayDeliver();
}
