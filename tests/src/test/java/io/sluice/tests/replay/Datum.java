package io.sluice.tests.replay;

import java.util.Objects;

/**
 * A value that can be seen, with what is known about it.
 *
 * @param value bytes in hexadecimal digits
 * @param writetime microseconds since the epoch; null: not asked
 * @param expiry seconds since the epoch, {@link Written#NEVER} without a TTL; null: not asked
 */
record Datum(String value, Long writetime, Long expiry) {
  /** The node counts what remains of a TTL, by seconds that begin at other times than ours. */
  private static final long TOLERANCE = 2;

  static Datum of(Written written) {
    Long writetime = written.stored() ? written.writetime() : null;
    return new Datum(written.value(), writetime, written.end());
  }

  /** Only the value is known. */
  static Datum valueOnly(String value) {
    return new Datum(value, null, null);
  }

  /** Whether it is the same as far as both are known. */
  boolean agrees(Datum other) {
    return other != null
        && value.equals(other.value)
        && (writetime == null
            || other.writetime == null
            || Objects.equals(writetime, other.writetime))
        && (expiry == null || other.expiry == null || isNear(expiry, other.expiry));
  }

  private static boolean isNear(long one, long other) {
    return one == other
        || (one != Written.NEVER && other != Written.NEVER && Math.abs(one - other) <= TOLERANCE);
  }
}
