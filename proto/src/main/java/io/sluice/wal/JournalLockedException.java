package io.sluice.wal;

import java.io.IOException;
import java.nio.file.Path;

/** Another writer, in this process or another, holds the journal. */
public final class JournalLockedException extends IOException {

  private static final long serialVersionUID = 1;

  JournalLockedException(Path directory) {
    super(
        "the journal "
            + directory
            + " is being written by another process; every node needs a directory of its own"
            + " (key `directory` in sluice-trigger.yaml)");
  }
}
