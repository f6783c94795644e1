package io.sluice.relay.change;

/**
 * One thing that a partition update did: a row (or the static columns) written, a row or partition
 * deleted, a range of rows deleted.
 *
 * <p>Values stay serialized, as slices of the captured bytes: a change that is dropped or filtered
 * costs no decoding.
 */
public sealed interface Change permits Upsert, Delete, RangeDelete {

  /** The update it was part of. */
  Captured captured();

  ChangeId id();

  PrimaryKey key();

  Operation operation();

  Scope scope();

  /** The newest timestamp of what it sets or deletes: microseconds since the epoch. */
  long writetime();

  /** Seconds after which all that it sets is gone; 0: not all of it has a TTL. */
  int ttl();

  default Table table() {
    return captured().table();
  }

  default Source source() {
    return captured().source();
  }

  /** Where the frame stands that it came in, packed. */
  default long position() {
    return captured().position();
  }

  /** Microseconds since the epoch by the clock of the node that captured it. */
  default long capturedAtMicros() {
    return captured().capturedAtMicros();
  }
}
