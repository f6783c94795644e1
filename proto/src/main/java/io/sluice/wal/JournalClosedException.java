package io.sluice.wal;

/** The writer was closed, or handed its journal over to another one. Nothing was written. */
public final class JournalClosedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  JournalClosedException() {
    super("the journal's writer is closed", null, false, false);
  }
}
