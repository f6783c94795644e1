package io.sluice.relay.checkpoint;

import java.nio.file.Path;

/** A checkpoint file that once held a position, and holds none that can be trusted now. */
public final class DamagedCheckpointException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedCheckpointException(Path file) {
    super("checkpoint " + file + " is damaged: neither of its two slots has a valid checksum");
  }
}
