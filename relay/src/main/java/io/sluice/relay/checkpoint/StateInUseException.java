package io.sluice.relay.checkpoint;

import java.nio.file.Path;

/** Another relay has the state directory. */
public final class StateInUseException extends Exception {
  private static final long serialVersionUID = 1;

  StateInUseException(Path directory) {
    super(
        "state directory "
            + directory
            + " is in use by another relay; stop that one, or give this one a directory of its own"
            + " (key: state)");
  }
}
