package io.sluice.wal;

/** Bytes of a journal that a reader passed over, because they are not what a writer would write. */
public final class Damage {

  /** What is wrong with them. */
  public enum Kind {
    /**
     * The writer died before it had published them: nothing that was acknowledged is among them.
     */
    TORN,
    /** A claim that was never published, with published frames behind it. */
    ABANDONED,
    /** A frame whose checksum or length is wrong. */
    DAMAGED,
    /** A whole segment that is none, or none that this release knows, or that cannot be read. */
    UNREADABLE_SEGMENT,
    /** Segments that should be there and are not. */
    MISSING_SEGMENT
  }

  private final Kind kind;
  private final long from;
  private final long to;
  private final byte[] bytes;
  private final String message;

  Damage(Kind kind, long from, long to, byte[] bytes, String message) {
    this.kind = kind;
    this.from = from;
    this.to = to;
    this.bytes = bytes;
    this.message = message;
  }

  public Kind kind() {
    return kind;
  }

  /** {@link Position} of the first byte passed over. */
  public long from() {
    return from;
  }

  /** {@link Position} at which reading goes on. */
  public long to() {
    return to;
  }

  /**
   * What was passed over, without the zeroes at its end; empty where a whole segment is missing or
   * unreadable.
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** For people, without any of the bytes. */
  public String message() {
    return message;
  }

  @Override
  public String toString() {
    return kind + " " + Position.toString(from) + " to " + Position.toString(to) + ": " + message;
  }
}
