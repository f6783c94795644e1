package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.trigger.ClientRequest.Way;
import io.sluice.wal.record.WalRecord;
import java.util.List;
import java.util.stream.Stream;
import org.apache.cassandra.cql3.QueryEvents;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.exceptions.OverloadedException;
import org.apache.cassandra.triggers.ITrigger;
import org.apache.cassandra.triggers.TriggerExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the journal about writes, however they end. */
class OutcomesTest extends OutcomesFixture {
  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"QUERY", "EXECUTE"})
  void anAnswerMeansApplied(Way way) throws Exception {
    ClientRequest request = ClientRequest.begin(way, insert("a"));
    capture(insert("a"));
    request.answered();

    assertOutcomes("a APPLIED");
    assertThat(bean("OutcomesApplied")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void anAnsweredBatchIsOneRecord(Way way) throws Exception {
    ClientRequest request = ClientRequest.begin(way, batch("", insert("a"), insert("b")));
    capture(insert("a"), insert("b"));
    request.answered();

    assertOutcomes("a APPLIED", "b APPLIED");
    assertThat(Journals.records(home.journal())).filteredOn(WalRecord::hasOutcome).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("failuresBeforeAnythingIsSent")
  void aWriteOfOnePartitionThatWasNotSentHasFailed(Exception cause) throws Exception {
    ClientRequest request = ClientRequest.begin(Way.EXECUTE, insert("a"));
    capture(insert("a"));
    request.refused(cause);

    assertOutcomes("a FAILED");
    assertThat(bean("OutcomesFailed")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("failuresBeforeAnythingIsSent")
  void aWriteOfTwoPartitionsMayBeHalfSent(Exception cause) throws Exception {
    ClientRequest request =
        ClientRequest.begin(Way.BATCH, batch("UNLOGGED", insert("a"), insert("b")));
    capture(insert("a"), insert("b"));
    request.refused(cause);

    assertOutcomes("a UNKNOWN", "b UNKNOWN");
    assertThat(bean("OutcomesUnknown")).isEqualTo(2);
  }

  @Test
  void oneStatementMayWriteToTwoPartitionsToo() throws Exception {
    String update = "UPDATE " + table + " SET v = 'x' WHERE k IN ('a', 'b')";
    ClientRequest request = ClientRequest.begin(Way.QUERY, update);
    capture(update);
    request.refused(unavailable());

    assertThat(Journals.outcomes(home.journal()))
        .containsExactlyInAnyOrder("a UNKNOWN", "b UNKNOWN");
  }

  @Test
  void anUnloggedBatchOfOnePartitionIsSentWholeOrNotAtAll() throws Exception {
    ClientRequest request =
        ClientRequest.begin(Way.BATCH, batch("UNLOGGED", insert("a"), insert("a")));
    capture(insert("a"), insert("a"));
    request.refused(unavailable());

    assertOutcomes("a FAILED");
  }

  @Test
  void aPartitionOfAnotherTableCounts() throws Exception {
    String other = Cql.table("k text PRIMARY KEY, v text)");
    String elsewhere = "INSERT INTO " + other + " (k, v) VALUES ('z', 'v')";
    ClientRequest request =
        ClientRequest.begin(Way.BATCH, batch("UNLOGGED", insert("a"), elsewhere));
    capture(insert("a"));
    request.refused(unavailable());

    assertOutcomes("a UNKNOWN");
  }

  @Test
  void aLoggedBatchIsCheckedWholeBeforeItIsSent() throws Exception {
    ClientRequest request = ClientRequest.begin(Way.BATCH, batch("", insert("a"), insert("b")));
    capture(insert("a"), insert("b"));
    request.refused(unavailable());

    assertOutcomes("a FAILED", "b FAILED");
  }

  @ParameterizedTest
  @MethodSource("failuresOfAnyMeaning")
  void whatMayBeWrittenIsUnknown(Exception cause) throws Exception {
    ClientRequest request = ClientRequest.begin(Way.QUERY, batch("", insert("a"), insert("b")));
    capture(insert("a"), insert("b"));
    request.refused(cause);

    assertOutcomes("a UNKNOWN", "b UNKNOWN");
  }

  @Test
  void anotherTriggerThatThrowsFailsTheWriteWhateverItThrows() throws Exception {
    String watched =
        "CREATE TRIGGER other ON " + table + " USING '" + StandInTrigger.class.getName();
    Cql.alter(watched + "'");
    for (RuntimeException cause : List.of(new IllegalStateException(), timeout())) {
      ClientRequest request = ClientRequest.begin(Way.QUERY, batch("", insert("a"), insert("b")));
      capture(insert("a"), insert("b"));
      request.refused(thrownByExecutor(cause));
    }

    assertOutcomes("a FAILED", "b FAILED", "a FAILED", "b FAILED");
  }

  private Exception thrownByExecutor(RuntimeException cause) {
    StandInTrigger.actor =
        update -> {
          cause.fillInStackTrace();
          throw cause;
        };
    PartitionUpdate update = Cql.update(insert("b"));
    return catchThrowableOfType(
        RuntimeException.class, () -> TriggerExecutor.instance.execute(update));
  }

  /** An interrupt ends the wait for the sync. */
  @Test
  void aWriteThatIsRefusedSinceItIsNotOnDiskHasFailed() throws Exception {
    home.settings("sync: group");
    Cql.alter(
        "CREATE TRIGGER ours ON " + table + " USING '" + StandInTrigger.class.getName() + "'");
    StandInTrigger.actor = new TriggerClassLoader().newTrigger();
    ClientRequest first = ClientRequest.begin(Way.QUERY, batch("", insert("a"), insert("b")));
    TriggerExecutor.instance.execute(Cql.update(insert("a")));
    Thread.currentThread().interrupt();
    PartitionUpdate update = Cql.update(insert("b"));
    Exception refusal =
        catchThrowableOfType(
            OverloadedException.class, () -> TriggerExecutor.instance.execute(update));
    assertThat(Thread.interrupted()).isTrue();
    first.refused(refusal);

    assertThat(refusal).hasMessageContaining("not synced");
    assertOutcomes("a FAILED", "b FAILED");
  }

  /** A trigger that runs CQL of its own: its statement has no callback. */
  @Test
  void whatAnotherStatementWroteOnTheThreadIsUnknown() throws Exception {
    String other = Cql.table("k text PRIMARY KEY, v text)");
    ClientRequest request = ClientRequest.begin(Way.QUERY, insert("a"));
    trigger.augment(Cql.update("INSERT INTO " + other + " (k, v) VALUES ('nested', 'v')"));
    capture(insert("a"));
    request.answered();
    ClientRequest failing = ClientRequest.begin(Way.QUERY, insert("a"));
    trigger.augment(Cql.update("INSERT INTO " + other + " (k, v) VALUES ('nested', 'v')"));
    failing.refused(unavailable());

    assertOutcomes("nested UNKNOWN", "a APPLIED", "nested UNKNOWN");
  }

  @Test
  void whatAnErrorLeftBehindStaysWithoutAnOutcome() throws Exception {
    ClientRequest broken = ClientRequest.begin(Way.QUERY, insert("lost"));
    capture(insert("lost"));
    broken.broken();
    ClientRequest.begin(Way.QUERY, insert("none")).refused(unavailable());
    ClientRequest next = ClientRequest.begin(Way.QUERY, insert("a"));
    capture(insert("a"));
    next.refused(unavailable());

    assertOutcomes("lost", "a FAILED");
  }

  @Test
  void aStatementThatChangesNothingHasNoOutcome() throws Exception {
    capture(insert("internal")); // by no client: nobody is told how it ends
    ClientRequest request = ClientRequest.begin(Way.QUERY, insert("a"));
    PartitionUpdate full = Cql.update(insert("a"));
    trigger.augment(PartitionUpdate.emptyUpdate(full.metadata(), full.partitionKey()));
    request.answered();
    ClientRequest.begin(Way.EXECUTE, insert("a")).answered();

    assertOutcomes("internal");
  }

  @Test
  void aLargeBatchHasOneOutcome() throws Exception {
    String[] inserts =
        Stream.iterate(0, i -> i + 1).limit(300).map(i -> insert("k" + i)).toArray(String[]::new);
    ClientRequest request = ClientRequest.begin(Way.BATCH, batch("", inserts));
    capture(inserts);
    request.answered();

    assertThat(Journals.outcomes(home.journal()))
        .hasSize(300)
        .allMatch(change -> change.endsWith(" APPLIED"));
  }

  @Test
  void anOutcomeWithoutRoomIsCounted() throws Exception {
    capture(insert("a"));
    ClientRequest request = ClientRequest.begin(Way.QUERY, insert("b"));
    capture(insert("b"));
    TriggerHome.seal();
    request.answered();

    assertOutcomes("a", "b");
    assertThat(bean("OutcomesDropped")).isEqualTo(1);
  }

  @Test
  void onlyTheOwnerListens() throws Exception {
    int before = QueryEvents.instance.listenerCount();
    capture(insert("a"));
    assertThat(QueryEvents.instance.listenerCount()).isEqualTo(before + 1);
    ITrigger reloaded = new TriggerClassLoader().newTrigger();
    assertThat(QueryEvents.instance.listenerCount()).isEqualTo(before + 1);
    reloaded.augment(Cql.update(insert("b")));
    assertThat(QueryEvents.instance.listenerCount()).isEqualTo(before + 1);
    TriggerHome.sealOwner();
    assertThat(QueryEvents.instance.listenerCount()).isEqualTo(before);
  }

  @Test
  void anOldInstanceThatCassandraStillUsesGetsItsOutcomesFromTheOwner() throws Exception {
    capture(insert("a"));
    new TriggerClassLoader().newTrigger().augment(Cql.update(insert("b")));
    ClientRequest request = ClientRequest.begin(Way.QUERY, insert("late"));
    capture(insert("late"));
    request.refused(unavailable());

    assertOutcomes("a", "b", "late FAILED");
  }
}
