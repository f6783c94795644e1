package io.sluice.relay.change;

/**
 * A tombstone over several cells.
 *
 * @param timestamp what was written at or before it is deleted: microseconds since the epoch
 * @param localDeletionTime when it was made: seconds since the epoch
 */
public record Deletion(long timestamp, long localDeletionTime) {}
