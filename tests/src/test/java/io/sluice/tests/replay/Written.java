package io.sluice.tests.replay;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A cell, or that a row exists by itself.
 *
 * @param order the greater the newer: see {@link ReplayOrder}
 * @param writetime microseconds since the epoch
 * @param value bytes in hexadecimal digits; null: a tombstone
 * @param ttl seconds; 0: none
 * @param end when it expires, or was deleted: seconds since the epoch; {@link #NEVER} of a value
 *     without a TTL
 * @param stored whether the writetime is the one that Cassandra stored
 */
record Written(long order, long writetime, String value, int ttl, long end, boolean stored) {
  static final long NEVER = Long.MAX_VALUE;

  /**
   * Reads what a record says.
   *
   * @param value null if it is deleted
   */
  static Written of(JsonNode json, String value, boolean stored) {
    boolean deleted = value == null;
    boolean expires = json.hasNonNull("ttl");
    return new Written(
        json.required("order").asLong(),
        json.required("writetime").asLong(),
        value,
        expires ? json.required("ttl").asInt() : 0,
        deleted || expires ? json.required(deleted ? "deleted_at" : "expires_at").asLong() : NEVER,
        stored);
  }

  /**
   * The one that Cassandra keeps of two. The newer; of equally old ones a tombstone, else the one
   * that expires, of those the one that does later, with the lower TTL, and at last the one with
   * the greater bytes.
   */
  static Written kept(Written one, Written other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.precedence(other) >= 0 ? one : other;
  }

  private int precedence(Written other) {
    if (order != other.order) {
      return Long.compare(order, other.order);
    } else if (ends() != other.ends()) {
      return ends() ? 1 : -1;
    } else if (deleted() != other.deleted()) {
      return deleted() ? 1 : -1;
    } else if (end != other.end) {
      return Long.compare(end, other.end);
    } else if (deleted() || ttl != other.ttl) {
      return Integer.compare(other.ttl, ttl);
    }
    return value.compareTo(other.value);
  }

  private boolean ends() {
    return end != NEVER;
  }

  boolean deleted() {
    return value == null;
  }

  /** Whether it can be seen behind a tombstone. */
  boolean alive(long deletion) {
    return !deleted() && order > deletion;
  }
}
