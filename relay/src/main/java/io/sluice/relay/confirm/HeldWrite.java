package io.sluice.relay.confirm;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Outcome;

/** A captured write that is being held; its bytes may be left in the journal. */
final class HeldWrite {
  private static final int OVERHEAD = 400; // objects around the bytes, roughly

  final WrittenPartition partition;
  final int bytes;
  private final boolean complete;
  private Captured captured;
  private boolean resolved;

  /**
   * @param complete whether {@code captured} holds its bytes
   */
  HeldWrite(Captured captured, WrittenPartition partition, boolean complete) {
    this.captured = captured;
    this.partition = partition;
    this.complete = complete;
    this.bytes = OVERHEAD + partition.key().size() + (complete ? captured.change().size() : 0);
  }

  void resolve(Outcome outcome, boolean conditional) {
    captured = captured.resolved(outcome, conditional);
    resolved = true;
  }

  boolean isResolved() {
    return resolved;
  }

  /** Whether its bytes are in memory. */
  boolean isComplete() {
    return complete;
  }

  Captured captured() {
    return captured;
  }
}
