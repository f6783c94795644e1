package io.sluice.relay.publish;

import io.sluice.relay.change.Outgoing;
import java.time.Duration;

/**
 * Takes records over and says, later, what became of each. Records of one topic and key arrive in
 * the order in which they were taken over, unless one of them fails.
 */
public interface Sender {
  /**
   * Takes a record over. Returns as soon as it has; may block for a second or two where the topic's
   * whereabouts are not known.
   *
   * @param completion called exactly once, from any thread, unless this method throws
   * @throws SendRefusedException if it was not taken over; {@code completion} is never called then
   */
  void send(Outgoing record, Completion completion) throws SendRefusedException;

  /**
   * Whether it tried to connect, since it was last asked, and either side did not trust the other.
   * What it has taken over it keeps all the same.
   */
  default boolean failedToAuthenticate() {
    return false;
  }

  /**
   * Waits for what is under way, but not longer than {@code patience}; the rest fails. A closed
   * sender takes nothing over.
   */
  void close(Duration patience);

  /** Learns what became of one record. */
  interface Completion {
    /**
     * Called once.
     *
     * @param failure null if the record was acknowledged
     */
    void complete(Exception failure);
  }

  /** Opens senders for one destination: the first, and one after each that failed. */
  interface Factory {
    /**
     * A new sender. Needs no broker to be there.
     *
     * @throws SendRefusedException if it cannot be opened now: no broker's name can be resolved
     */
    Sender open() throws SendRefusedException;
  }
}
