package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import org.apache.kafka.connect.data.Schema;

/**
 * Says when something was written or deleted, and how long it lives: {@code writetime} in µs since
 * the epoch, {@code ttl} in seconds, {@code expires_at} and {@code deleted_at} (Cassandra's local
 * deletion time) in seconds since the epoch. Without a TTL there are no {@code ttl} and no {@code
 * expires_at}.
 */
final class ChangeTimes {
  private static final String WRITETIME = "writetime";
  private static final String TTL = "ttl";
  private static final String EXPIRES_AT = "expires_at";
  private static final String DELETED_AT = "deleted_at";

  private static final ImmutableMap<String, Schema> OF_LIVENESS =
      ImmutableMap.of(
          WRITETIME, Schema.OPTIONAL_INT64_SCHEMA,
          TTL, Schema.OPTIONAL_INT32_SCHEMA,
          EXPIRES_AT, Schema.OPTIONAL_INT64_SCHEMA);
  private static final ImmutableMap<String, Schema> OF_DELETION =
      ImmutableMap.of(
          WRITETIME, Schema.OPTIONAL_INT64_SCHEMA,
          DELETED_AT, Schema.OPTIONAL_INT64_SCHEMA);

  /** Of the fields that {@link #read} sets. */
  static final ImmutableMap<String, Schema> OF_CELL =
      ImmutableMap.<String, Schema>builder()
          .putAll(OF_LIVENESS)
          .put(DELETED_AT, Schema.OPTIONAL_INT64_SCHEMA)
          .buildOrThrow();

  private final ObjectShape liveness;
  private final ObjectShape deletion;

  /**
   * Of a table's changes.
   *
   * @param name of the whole value's schema
   */
  ChangeTimes(String name, boolean structs) {
    liveness = ObjectShape.optional(name + ".Liveness", OF_LIVENESS, structs);
    deletion = ObjectShape.optional(name + ".Deletion", OF_DELETION, structs);
  }

  Schema livenessSchema() {
    return liveness.schema();
  }

  Schema deletionSchema() {
    return deletion.schema();
  }

  Object of(Liveness marker) {
    ObjectShape.Draft object = liveness.draft();
    object.set(WRITETIME, marker.timestamp());
    setExpiry(marker.ttl(), marker.localExpirationTime(), object);
    return object.value();
  }

  Object of(Deletion tombstone) {
    ObjectShape.Draft object = deletion.draft();
    object.set(WRITETIME, tombstone.timestamp());
    object.set(DELETED_AT, tombstone.localDeletionTime());
    return object.value();
  }

  static void read(Cell cell, ObjectShape.Draft into) {
    into.set(WRITETIME, cell.timestamp());
    if (cell.tombstone()) {
      into.set(DELETED_AT, cell.localDeletionTime());
    } else {
      setExpiry(cell.ttl(), cell.localDeletionTime(), into);
    }
  }

  private static void setExpiry(int ttl, long end, ObjectShape.Draft into) {
    if (ttl > 0) {
      into.set(TTL, ttl);
      into.set(EXPIRES_AT, end);
    }
  }
}
