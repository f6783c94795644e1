package io.sluice.relay.change;

/**
 * A frame whose checksum is right holds something that is no change of its table, or its schema is
 * none that this version understands. It will never be readable by this version: its bytes belong
 * in quarantine, and reading goes on behind it. The message holds no data of the record.
 */
public final class UndecodableChangeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UndecodableChangeException(String message) {
    super(message);
  }

  public UndecodableChangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
