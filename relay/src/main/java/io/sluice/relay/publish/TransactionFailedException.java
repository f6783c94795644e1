package io.sluice.relay.publish;

import java.io.IOException;

/**
 * A transaction came to nothing, or nobody knows what it came to: what is in Kafka has to be asked
 * of Kafka, by beginning again.
 */
public final class TransactionFailedException extends IOException {
  private static final long serialVersionUID = 1;

  public TransactionFailedException(String message, Exception cause) {
    super(message + ": " + cause, cause);
  }

  public TransactionFailedException(String message) {
    super(message);
  }
}
