package io.sluice.relay.publish;

import java.util.Optional;

/** How far a transaction leads, as its publisher sees it: bytes to be stored with its records. */
public interface Progress {
  /**
   * The position behind everything that was taken on, for the next transaction to store; empty
   * while there is none.
   */
  Optional<byte[]> position();

  /** The {@link #position} that was given last is in Kafka, and with it all before it. */
  void committed();
}
