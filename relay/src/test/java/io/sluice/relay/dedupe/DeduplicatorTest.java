package io.sluice.relay.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.ChangeId;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeduplicatorTest {
  private final Deduplicator deduplicator =
      new Deduplicator(new DedupeWindow(10, Duration.ofMinutes(1)));

  @Test
  void theSecondOfTwoEqualChangesIsADuplicate() {
    assertThat(deduplicator.duplicate(change(false, 1))).isFalse();
    assertThat(deduplicator.duplicate(change(false, 1))).isTrue();
  }

  @Test
  void differentChangesOfOneKeyAndWritetimeAreBothKept() {
    Change first = change(false, 1);
    Change second = change(false, 2);

    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.writetime()).isEqualTo(first.writetime());
    assertThat(deduplicator.duplicate(first)).isFalse();
    assertThat(deduplicator.duplicate(second)).isFalse();
  }

  @Test
  void anIncrementIsNeverADuplicate() {
    assertThat(deduplicator.duplicate(change(true, 1))).isFalse();
    assertThat(deduplicator.duplicate(change(true, 1))).isFalse();
  }

  @Test
  void aConditionalWriteThatWasAppliedIsNeverADuplicate() {
    assertThat(deduplicator.duplicate(change(Outcome.APPLIED, true))).isFalse();
    assertThat(deduplicator.duplicate(change(Outcome.APPLIED, true))).isFalse();
  }

  @Test
  void whatIsUnknownIsADuplicateOfAFactAndNotTheOtherWayRound() {
    assertThat(deduplicator.duplicate(change(Outcome.UNKNOWN, false))).isFalse();
    assertThat(deduplicator.duplicate(change(Outcome.APPLIED, false))).isFalse();
    assertThat(deduplicator.duplicate(change(Outcome.UNKNOWN, false))).isTrue();
  }

  private static Change change(boolean counter, long id) {
    return change(counter, id, Outcome.APPLIED, false);
  }

  private static Change change(Outcome outcome, boolean conditional) {
    return change(false, 1, outcome, conditional);
  }

  private static Change change(boolean counter, long id, Outcome outcome, boolean conditional) {
    Table table = new Table(new UUID(1, 2), 3, "ks", "t", counter, List.of());
    Source source = new Source("cluster", "dc1", new UUID(4, 5));
    Captured captured =
        new Captured(6, 6, 7, 8, table, source, ByteString.EMPTY, outcome, conditional);
    PrimaryKey key = new PrimaryKey(List.of(ByteString.copyFromUtf8("k")), List.of());
    return new Delete(captured, new ChangeId(0, id), key, Scope.ROW, new Deletion(9, 10));
  }
}
