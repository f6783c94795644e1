package io.sluice.relay.cli;

import java.io.IOException;

/** A relay does not answer, or refuses; the message says what an operator can do. */
final class AdminException extends IOException {
  private static final long serialVersionUID = 1;

  AdminException(String message) {
    super(message);
  }
}
