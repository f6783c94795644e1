package io.sluice.relay.change;

/**
 * A change cannot be made into a Kafka record: one of its values is not of its column's type, or
 * the converter refuses it. Trying again won't help: it belongs to the destination's dead letters.
 * The message names the table and, where one is to blame, the column, but holds no data of the
 * record; the cause may.
 */
public final class UndeliverableChangeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UndeliverableChangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
