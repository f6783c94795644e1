package io.sluice.relay.change;

import com.google.protobuf.ByteString;

/**
 * One captured partition update, as it stands in the write-ahead file.
 *
 * @param position where its frame stands, packed
 * @param capturedAtMicros when the trigger saw it: microseconds since the epoch by the node's clock
 * @param nowInSeconds base of every local deletion time in {@code change}: seconds since the epoch
 * @param change a serialized {@code PartitionChange}
 */
public record Captured(
    long position,
    long capturedAtMicros,
    long nowInSeconds,
    Table table,
    Source source,
    ByteString change) {}
