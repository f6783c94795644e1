package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.cassandra.cql3.statements.BatchStatement;
import org.apache.cassandra.db.ConsistencyLevel;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.exceptions.UnavailableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a refusal means where Cassandra may have sent the write before: 6.0. */
class VerdictTest {
  private static final WrittenStatement SINGLE = WrittenStatement.of(null);
  private static final WrittenStatement LOGGED =
      WrittenStatement.ofBatch(BatchStatement.Type.LOGGED, List.of());

  private long count;
  private long now = Long.MAX_VALUE; // nanoTime may overflow

  private final ResentWrites never = new ResentWrites(false, () -> 1, () -> 0);
  private final ResentWrites resent = new ResentWrites(true, () -> count, () -> now);

  @BeforeAll
  static void initialize() {
    Cql.initialize();
  }

  @Test
  void whileNothingWasSentAgainAWriteOfOnePartitionHasFailed() {
    assertThat(Verdict.refused(unavailable(), SINGLE, true, resent)).isEqualTo(Verdict.FAILED);
    assertThat(Verdict.refused(invalid(), SINGLE, true, resent)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void onceAnythingWasItMayBeThisOne() {
    count++;

    assertThat(Verdict.refused(unavailable(), SINGLE, true, resent)).isEqualTo(Verdict.UNKNOWN);
    assertThat(Verdict.refused(invalid(), SINGLE, true, resent)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aRequestThatMayHaveBeenUnderWayThenIsOverAtLast() {
    long longest = TimeUnit.MILLISECONDS.toNanos(2 * NodeIdentity.longestTimeoutMillis());
    count++;
    assertThat(resent.possible()).isTrue();
    now += longest - 1;
    assertThat(resent.possible()).isTrue();
    now++;
    assertThat(resent.possible()).isFalse();
    count++;
    assertThat(resent.possible()).isTrue();
  }

  @Test
  void aLoggedBatchMayBeSentAgainUncounted() {
    assertThat(Verdict.refused(unavailable(), LOGGED, false, resent)).isEqualTo(Verdict.UNKNOWN);
    assertThat(Verdict.refused(unavailable(), LOGGED, false, never)).isEqualTo(Verdict.FAILED);
  }

  /** When the ring has changed while the replicas wrote. */
  @Test
  void whatIsFoundUnavailableAfterTheReplicasAnsweredIsUnknown() {
    UnavailableException late = unavailable();
    late.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.apache.cassandra.locator.ReplicaPlans", "forWrite", null, 1),
          new StackTraceElement(
              "org.apache.cassandra.service.AbstractWriteResponseHandler", "get", null, 1)
        });

    assertThat(Verdict.refused(late, SINGLE, true, never)).isEqualTo(Verdict.UNKNOWN);
    assertThat(Verdict.refused(late, LOGGED, false, never)).isEqualTo(Verdict.UNKNOWN);
  }

  private static UnavailableException unavailable() {
    return UnavailableException.create(ConsistencyLevel.TWO, 2, 1);
  }

  private static InvalidRequestException invalid() {
    return new InvalidRequestException("no");
  }
}
