package io.sluice.wal;

/**
 * An append is in the file, but was not on disk when the bounded wait for it ran out; only with
 * {@link JournalOptions.Sync#GROUP}. The caller refuses the write; a reader may still see the
 * frame.
 */
public final class JournalUnsyncedException extends JournalFullException {

  private static final long serialVersionUID = 1;

  private final long position;

  JournalUnsyncedException(String message, long position) {
    super(message);
    this.position = position;
  }

  /** Where the frame stands; see {@link Position}. */
  public long position() {
    return position;
  }
}
