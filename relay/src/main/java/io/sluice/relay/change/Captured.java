package io.sluice.relay.change;

import com.google.protobuf.ByteString;

/**
 * One captured partition update, as it stands in the write-ahead file.
 *
 * @param position where its frame stands, packed
 * @param firstPosition where it stood first: what outcomes call it by. It is another place only
 *     where the frame was written again, since the first could not be synced to disk
 * @param capturedAtMicros when the trigger saw it: microseconds since the epoch by the node's clock
 * @param nowInSeconds base of every local deletion time in {@code change}: seconds since the epoch
 * @param change a serialized {@code PartitionChange}
 * @param conditional whether it is known to be of a conditional statement: then the writetimes are
 *     those that it proposed, and not those that Cassandra stored
 */
public record Captured(
    long position,
    long firstPosition,
    long capturedAtMicros,
    long nowInSeconds,
    Table table,
    Source source,
    ByteString change,
    Outcome outcome,
    boolean conditional) {

  /** What is known of its writetimes. */
  public WritetimeKind writetimeKind() {
    if (conditional) {
      return WritetimeKind.PROPOSED;
    }
    return outcome == Outcome.APPLIED ? WritetimeKind.STORED : WritetimeKind.UNKNOWN;
  }

  /** The same, with other bytes of the update. */
  public Captured withChange(ByteString other) {
    return with(other, outcome, conditional);
  }

  /** The same, its outcome being known. */
  public Captured resolved(Outcome known, boolean ofConditional) {
    return with(change, known, ofConditional);
  }

  private Captured with(ByteString other, Outcome known, boolean ofConditional) {
    return new Captured(
        position,
        firstPosition,
        capturedAtMicros,
        nowInSeconds,
        table,
        source,
        other,
        known,
        ofConditional);
  }
}
