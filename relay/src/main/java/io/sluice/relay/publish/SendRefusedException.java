package io.sluice.relay.publish;

/** A record was not taken over by the sender. The cause says why. */
public final class SendRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public SendRefusedException(Exception cause) {
    super(cause.getMessage(), cause);
  }

  /** Why: what Kafka's client said. */
  Exception reason() {
    return (Exception) getCause();
  }
}
