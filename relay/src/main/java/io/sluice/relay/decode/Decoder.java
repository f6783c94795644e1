package io.sluice.relay.decode;

import com.google.protobuf.CodedInputStream;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Operation;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.PartitionChange;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Makes changes of captured partition updates.
 *
 * <p>The changes of one update come in the order in which they take effect: by writetime, and at
 * equal writetime deletions last, since Cassandra lets a deletion win over what was written at the
 * same microsecond. Where that leaves a choice they come as the update holds them: partition
 * deletion, static columns, range deletions, then the rows in clustering order, of each row its
 * deletion first. Who applies them one after the other so ends up where Cassandra does, but for a
 * row of several writetimes, of which a deletion of the same update has one in between: it takes
 * the writetimes of the row's cells to know which of them are gone.
 *
 * <p>It has no state: any number of threads may use it.
 */
public final class Decoder {
  private static final Comparator<Change> BY_EFFECT =
      Comparator.comparingLong(Change::writetime)
          .thenComparing(change -> change.operation() == Operation.DELETE);

  /**
   * The changes of one update, at least one unless it does nothing.
   *
   * @throws UndecodableChangeException if {@code captured} holds no update of its table; it is the
   *     only exception, whatever the bytes
   */
  public List<Change> decode(Captured captured) {
    List<Change> changes = new UpdateDecoder(captured, parse(captured)).decode();
    if (changes.size() > 1) {
      changes.sort(BY_EFFECT);
    }
    return Collections.unmodifiableList(changes);
  }

  private static PartitionChange parse(Captured captured) {
    try {
      CodedInputStream input = captured.change().newCodedInput();
      // Values become slices of the captured bytes, which never change, and not copies.
      input.enableAliasing(true);
      PartitionChange update = PartitionChange.parseFrom(input);
      input.checkLastTagWas(0);
      return update;
    } catch (IOException e) {
      throw new UndecodableChangeException(
          captured.table() + ": the captured bytes are no PartitionChange", e);
    }
  }
}
