package io.sluice.relay.restamp;

import static io.sluice.relay.restamp.Proposed.A;
import static io.sluice.relay.restamp.Proposed.B;
import static io.sluice.relay.restamp.Proposed.CAPTURED_AT;
import static io.sluice.relay.restamp.Proposed.bytes;
import static io.sluice.relay.restamp.Proposed.cell;
import static io.sluice.relay.restamp.Proposed.insert;
import static io.sluice.relay.restamp.Proposed.replaced;
import static io.sluice.relay.restamp.Proposed.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.Cell;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Upsert;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BallotTest {
  private static final long BALLOT = CAPTURED_AT - 1500;

  @Test
  void aRowThatHoldsWhatWasWrittenTellsIt() {
    Upsert write = insert(cell(A, "a"), tombstone(B));

    assertThat(Ballot.of(write, List.of(stored("a", BALLOT), nothing())))
        .contains(new Ballot(BALLOT));
  }

  @Test
  void anEmptyValueIsNotNone() {
    assertThat(Ballot.of(insert(cell(A, "")), List.of(stored("", BALLOT)))).isPresent();
    assertThat(Ballot.of(insert(cell(A, "")), List.of(nothing()))).isEmpty();
    assertThat(Ballot.of(insert(cell(B, "b"), tombstone(A)), stored("b", ""))).isEmpty();
  }

  @Test
  void aRowChangedSinceDoesNot() {
    Upsert write = insert(cell(A, "a"), cell(B, "b"));

    assertThat(Ballot.of(write, stored("a", "b"))).isPresent();
    assertThat(Ballot.of(write, stored("a", "other"))).isEmpty();
    assertThat(Ballot.of(write, List.of(stored("a", BALLOT), nothing()))).isEmpty();
    assertThat(Ballot.of(write, List.of(stored("a", BALLOT), stored("b", BALLOT + 1)))).isEmpty();
  }

  @Test
  void aRowWithoutValuesDoesNot() {
    assertThat(Ballot.of(insert(tombstone(A)), List.of(nothing()))).isEmpty();
    assertThat(Ballot.of(insert(), List.of())).isEmpty();
  }

  /** Cassandra chooses the ballot shortly before it calls the trigger. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, -Ballot.OLDEST_MICROS})
  void aTimeOfTheRoundIsBelieved(long sinceCapture) {
    long time = CAPTURED_AT + sinceCapture;
    assertThat(Ballot.of(insert(cell(A, "a")), List.of(stored("a", time)))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -Ballot.OLDEST_MICROS - 1, -CAPTURED_AT, Long.MAX_VALUE / 2})
  void aTimeOfAnotherWriteIsNot(long sinceCapture) {
    long time = CAPTURED_AT + sinceCapture;
    assertThat(Ballot.of(insert(cell(A, "a")), List.of(stored("a", time)))).isEmpty();
  }

  @Test
  void valuesGetItAndDeletionsTheMicrosecondBefore() {
    Upsert write = insert(List.of(cell(A, "a"), tombstone(B)), replaced("x"));

    Upsert stamped = new Ballot(BALLOT).stamp(write);

    assertThat(stamped.liveness()).isEqualTo(new Liveness(BALLOT, 60, 1_769_860_860));
    assertThat(stamped.cells())
        .containsExactly(
            new Cell(A, BALLOT, bytes("a"), 60, 1_769_860_860, null),
            new Cell(B, BALLOT - 1, null, 0, 1_769_860_800, null));
    ComplexChange set = stamped.complex().get(0);
    assertThat(set.deletion()).isEqualTo(new Deletion(BALLOT - 1, 1_769_860_800));
    assertThat(set.cells()).extracting(Cell::timestamp).containsExactly(BALLOT);
    assertThat(stamped.writetime()).isEqualTo(BALLOT);
    assertThat(stamped.captured()).isEqualTo(Proposed.captured(Outcome.APPLIED, false));
    assertThat(stamped.id()).isEqualTo(write.id());
    assertThat(stamped.key()).isEqualTo(write.key());
    assertThat(stamped.scope()).isEqualTo(write.scope());
  }

  @Test
  void anUpdateGetsNoLiveness() {
    Upsert update = Proposed.updateStatic(cell(Proposed.S, "s"));

    assertThat(new Ballot(BALLOT).stamp(update).liveness()).isNull();
  }

  private static List<StoredCell> stored(String a, String b) {
    return List.of(stored(a, BALLOT), stored(b, BALLOT));
  }

  private static StoredCell stored(String value, long writetime) {
    return new StoredCell(bytes(value).asReadOnlyByteBuffer(), writetime);
  }

  private static StoredCell nothing() {
    return new StoredCell(null, 0);
  }
}
