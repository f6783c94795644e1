package io.sluice.relay.publish;

import java.io.IOException;

/**
 * Every record of a topic or table is refused, so this one is not made a dead letter: it is to be
 * tried again, in a while. The message says what an operator has to know and do; it holds no data
 * of a record.
 */
public final class DestinationHaltedException extends IOException {
  private static final long serialVersionUID = 1;

  DestinationHaltedException(String message, Exception refusal) {
    super(message, refusal);
  }
}
