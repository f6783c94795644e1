package io.sluice.wal;

/**
 * There is no room for an append: the backlog is at its cap, the disk is full or broken, or the
 * bounded wait for one of them ran out. Nothing was written. Thrown in the write path of a
 * database, maybe thousands of times a second, so it carries no stack trace.
 */
public class JournalFullException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public JournalFullException(String message) {
    super(message, null, false, false);
  }
}
