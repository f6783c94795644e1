package io.sluice.wal;

/** A record that fits into no segment, however large. Nothing was written. */
public final class RecordTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RecordTooLargeException(int length, long limit) {
    super(
        "a change of " + length + " bytes is more than the " + limit + " that a segment can hold",
        null,
        false,
        false);
  }
}
