package io.sluice.relay.change;

import com.google.protobuf.ByteString;

/**
 * One value written or deleted.
 *
 * @param timestamp writetime in microseconds since the epoch
 * @param value as Cassandra serializes it, for a counter the increment as a bigint; null: a
 *     tombstone
 * @param ttl in seconds; 0: none
 * @param localDeletionTime seconds since the epoch: when a tombstone was made or the TTL ends;
 *     means nothing for a value without TTL
 * @param path of a multi-cell column which element it is: the key of a map, the element of a set,
 *     the timeuuid that orders a list, the 2-byte number of a field; null for any other column
 */
public record Cell(
    Column column,
    long timestamp,
    ByteString value,
    int ttl,
    long localDeletionTime,
    ByteString path) {

  /** Whether it deletes. */
  public boolean tombstone() {
    return value == null;
  }
}
