package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.relay.report.Counter;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.Outcome.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of writes decides what is delivered. */
class ConfirmedDeliveryTest extends RunningDestination {
  @Test
  void aWriteIsDeliveredWhenItsOutcomeIsKnownAndNotBefore() throws Exception {
    start();
    long a = attempt("a", "1");
    insert("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B));
    journal.outcome(Kind.APPLIED, a);
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B, A));
    assertThat(kafka.headers()).noneMatch(headers -> headers.contains("outcome"));
    assertThat(counters).hasToString("delivered=2 applied=2");
  }

  @Test
  void aWriteThatFailedIsNotDelivered() throws Exception {
    start();
    journal.outcome(Kind.FAILED, attempt("a", "1"));
    insert("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B));
    assertThat(counters).hasToString("delivered=1 applied=1 dropped=1");
  }

  @Test
  void aWriteThatTimedOutSaysSo() throws Exception {
    start();
    journal.outcome(Kind.UNKNOWN, attempt("a", "1"));
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    assertThat(kafka.headers()).singleElement().asString().contains("outcome=unknown");
    assertThat(counters).hasToString("delivered=1 unknown=1");
  }

  @Test
  void aConditionalWriteSaysThatItsWritetimeWasProposed() throws Exception {
    start();
    long a = attempt("a", "1");
    journal.outcome(Outcome.newBuilder().setKind(Kind.APPLIED).setConditional(true).addPosition(a));
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    assertThat(kafka.headers()).singleElement().asString().contains("writetime_kind=proposed");
  }

  @Test
  void aWriteOfANodeThatDiedIsDeliveredAsUnknown() throws Exception {
    attempt("a", "1");
    insert("b", "2");
    journal.reopen();
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B, A));
    assertThat(counters).hasToString("delivered=2 applied=1 unknown=1");
  }

  @Test
  void anOutcomeThatDoesNotComeIsNotWaitedForForEver() throws Exception {
    journal.setWriteTimeout(Duration.ofMillis(10));
    journal.reopen();
    attempt("a", "1");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    assertThat(counters).hasToString("delivered=1 unknown=1");
  }

  @Test
  void aDestinationCanHaveEveryAttemptAtOnce() throws Exception {
    extra = "    publish: immediately\n";
    start();
    journal.outcome(Kind.FAILED, attempt("a", "1"));
    attempt("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
    assertThat(counters).hasToString("delivered=2");
  }

  @Test
  void afterARestartWhatIsUnresolvedIsWaitedForAgainAndNothingIsDoubled() throws Exception {
    start();
    long a = attempt("a", "1");
    long b = attempt("b", "2");
    insert("c", "3");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(C));
    stop();
    journal.outcome(Kind.FAILED, b);
    start();
    await().until(() -> counters.get(Counter.DROPPED) == 1);
    stop();
    start();
    journal.outcome(Kind.APPLIED, a);
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(C, A));
    stop();
    start();
    insert("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(C, A, B));
  }

  @Test
  void anUnresolvedWriteKeepsItsSegment() throws Exception {
    start();
    long a = attempt("a", "1");
    for (int i = 0; i < 200; i++) {
      insert("b", "" + i);
    }
    await().untilAsserted(() -> assertThat(kafka.records()).hasSize(200));
    await().until(() -> stored() == a);
    journal.outcome(Kind.APPLIED, a);
    await().until(() -> stored() > a);
  }

  /** What failed, or may have, was not delivered as a fact: so the retry is no copy of it. */
  @Test
  void aWriteThatIsRetriedAfterItFailedIsDeliveredAlsoAfterARestart() throws Exception {
    journal.outcome(Kind.FAILED, attempt("a", "1"));
    journal.outcome(Kind.UNKNOWN, attempt("b", "2"));
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B));
    stop();
    insert("a", "1");
    insert("b", "2");
    insert("b", "2");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B, A, B));
    await().until(() -> counters.get(Counter.DUPLICATES) == 1);
    assertThat(kafka.headers().get(0)).contains("outcome=unknown");
    assertThat(kafka.headers().get(2)).doesNotContain("outcome");
  }

  @Test
  void whatTheConfirmedModeFindsOpenOfTheOtherOneIsDeliveredOnce() throws Exception {
    extra = "    publish: immediately\n";
    start();
    kafka.silent = true;
    long a = attempt("a", "1");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    stop();
    kafka.silent = false;
    extra = "";
    start();
    insert("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
    journal.outcome(Kind.APPLIED, a);
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B, A));
  }

  @Test
  void whatIsHeldWhenTheJournalIsReplacedIsDeliveredAsUnknown() throws Exception {
    insert("b", "2");
    start();
    long heldAt = attempt("a", "1");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B));
    await().until(() -> stored() == heldAt);
    replaceJournal();
    for (int i = 0; i < 200; i++) { // the next segment tells
      insert("c", "3");
    }
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B, A, C));
    assertThat(kafka.headers().get(1)).contains("outcome=unknown");
  }

  /** The same bytes may take effect again, after others of the same row. */
  @Test
  void aConditionalWriteIsNeverACopy() throws Exception {
    start();
    for (int i = 0; i < 2; i++) {
      long a = attempt("a", "1");
      journal.outcome(
          Outcome.newBuilder().setKind(Kind.APPLIED).setConditional(true).addPosition(a));
    }
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, A));
  }
}
