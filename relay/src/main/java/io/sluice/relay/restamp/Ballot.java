package io.sluice.relay.restamp;

import io.sluice.relay.change.Cell;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Upsert;
import java.util.List;
import java.util.Optional;

/**
 * The time of the Paxos ballot that a conditional write was decided with: Cassandra stores what the
 * write sets at it, and what the write deletes a microsecond before it, so that a replaced
 * collection does not delete itself.
 *
 * @param micros since the epoch
 */
record Ballot(long micros) {
  /**
   * The longest that a ballot may be older than the capture. Between both lies one Paxos round,
   * which Cassandra ends after {@code cas_contention_timeout}, 1.8 s by default.
   */
  static final long OLDEST_MICROS = 10_000_000;

  /**
   * The ballot of a write that was applied, as the row tells it that was read afterwards; empty if
   * the row has been changed since, or the ballot is not certain.
   *
   * <p>The row tells it if each value is the one written, each deleted column is empty, and all
   * values have one writetime. Could that be another write's time?
   *
   * <ul>
   *   <li>An older write's: no, as the read sees the applied one, which replaced it. It might where
   *       the statement and the read are of different serial consistency; but a time further before
   *       the capture than a Paxos round can take is not believed.
   *   <li>A newer write's of the same values: no, as a time after the capture is not believed. The
   *       coordinator chose the ballot before it called the trigger, by the same clock. If another
   *       coordinator's fast clock had pushed the ballot beyond that, nobody can tell, and the
   *       change stays as proposed.
   *   <li>That of one in between, which took place later but by a slow clock, or with a timestamp
   *       of the client's, within that one round: yes. Then the values still are the row's, at the
   *       time given. What was not read (the row's liveness, elements of collections, deletions) is
   *       at most the length of the round too new, and that matters only to a third write which
   *       fell between the two.
   * </ul>
   *
   * @param stored in the order of the change's cells
   */
  static Optional<Ballot> of(Upsert upsert, List<StoredCell> stored) {
    Ballot ballot = null;
    for (int i = 0; i < stored.size(); i++) {
      Cell written = upsert.cells().get(i);
      StoredCell found = stored.get(i);
      if (!found.holds(written)) {
        return Optional.empty();
      }
      if (!written.tombstone()) {
        if (ballot != null && ballot.micros != found.writetime()) {
          return Optional.empty();
        }
        ballot = new Ballot(found.writetime());
      }
    }
    return Optional.ofNullable(ballot).filter(b -> b.precedes(upsert.capturedAtMicros()));
  }

  private boolean precedes(long capturedAtMicros) {
    return micros <= capturedAtMicros && micros >= capturedAtMicros - OLDEST_MICROS;
  }

  /** The change as Cassandra stored it; its times are no longer those that were proposed. */
  Upsert stamp(Upsert proposed) {
    return new Upsert(
        proposed.captured().resolved(proposed.captured().outcome(), false),
        proposed.id(),
        proposed.key(),
        proposed.scope(),
        stamp(proposed.liveness()),
        stamp(proposed.cells()),
        proposed.complex().stream().map(this::stamp).toList());
  }

  private Liveness stamp(Liveness liveness) {
    return liveness == null
        ? null
        : new Liveness(micros, liveness.ttl(), liveness.localExpirationTime());
  }

  private ComplexChange stamp(ComplexChange change) {
    return new ComplexChange(change.column(), stamp(change.deletion()), stamp(change.cells()));
  }

  private Deletion stamp(Deletion deletion) {
    return deletion == null ? null : new Deletion(micros - 1, deletion.localDeletionTime());
  }

  private List<Cell> stamp(List<Cell> cells) {
    return cells.stream().map(this::stamp).toList();
  }

  private Cell stamp(Cell cell) {
    return new Cell(
        cell.column(),
        cell.tombstone() ? micros - 1 : micros,
        cell.value(),
        cell.ttl(),
        cell.localDeletionTime(),
        cell.path());
  }
}
