package io.sluice.wal;

import java.io.IOException;

/** A file is named like a segment, but has no valid header. */
final class UnreadableSegmentException extends IOException {

  private static final long serialVersionUID = 1;

  UnreadableSegmentException(String message) {
    super(message);
  }
}
