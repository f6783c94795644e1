package io.sluice.relay.decode;

import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;

/**
 * Adds the deltas of one update to their bases. Sums wrap around, as the differences did that the
 * trigger wrote: each timestamp comes out as it went in, whatever the client chose.
 *
 * @param timestamp base of the timestamps: microseconds since the epoch
 * @param nowInSeconds base of the local deletion times: seconds since the epoch
 */
record TimeBases(long timestamp, long nowInSeconds) {

  Deletion deletion(io.sluice.wal.record.Deletion captured) {
    return deletion(captured.getTimestampDelta(), captured.getLocalDeletionTimeDelta());
  }

  Deletion deletion(io.sluice.wal.record.ComplexDeletion captured) {
    return deletion(captured.getTimestampDelta(), captured.getLocalDeletionTimeDelta());
  }

  private Deletion deletion(long timestampDelta, long localDeletionTimeDelta) {
    return new Deletion(timestamp + timestampDelta, nowInSeconds + localDeletionTimeDelta);
  }

  Liveness liveness(io.sluice.wal.record.Liveness captured) {
    return new Liveness(
        timestamp + captured.getTimestampDelta(),
        captured.getTtl(),
        nowInSeconds + captured.getTtl() + captured.getLocalExpirationTimeDelta());
  }

  Cell cell(Column column, io.sluice.wal.record.Cell captured) {
    return new Cell(
        column,
        timestamp + captured.getTimestampDelta(),
        captured.hasValue() ? captured.getValue() : null,
        captured.getTtl(),
        nowInSeconds + captured.getTtl() + captured.getLocalDeletionTimeDelta(),
        captured.hasPath() ? captured.getPath() : null);
  }
}
