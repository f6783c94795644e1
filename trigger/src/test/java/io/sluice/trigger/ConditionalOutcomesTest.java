package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.trigger.ClientRequest.Way;
import io.sluice.wal.record.Outcome;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the journal about conditional writes, however they end. */
class ConditionalOutcomesTest extends OutcomesFixture {
  @Test
  void aConditionThatHoldsAppliesTheLastAttempt() throws Exception {
    ClientRequest request = conditional();
    capture(insert("a"));
    capture(insert("a"));
    capture(insert("a"));
    request.answered(true);

    assertOutcomes("a FAILED", "a FAILED", "a APPLIED");
  }

  @Test
  void aConditionThatNoLongerHoldsFailsAllAttempts() throws Exception {
    ClientRequest request = conditional();
    capture(insert("a"));
    capture(insert("a"));
    request.answered(false);

    assertOutcomes("a FAILED", "a FAILED");
  }

  @Test
  void theResultOf6IsReadToo() throws Exception {
    ClientRequest request = conditional();
    capture(insert("a"));
    request.answeredInArrays(true);
    request = conditional();
    capture(insert("a"));
    request.answeredInArrays(false);

    assertOutcomes("a APPLIED", "a FAILED");
  }

  static Stream<Exception> failuresOfConditionalWrites() {
    return Stream.concat(failuresBeforeAnythingIsSent(), failuresOfAnyMeaning());
  }

  /** Unavailable may come from the commit. */
  @ParameterizedTest
  @MethodSource("failuresOfConditionalWrites")
  void ofAConditionalWriteThatFailsOnlyTheLastAttemptIsUnknown(Exception cause) throws Exception {
    ClientRequest request = conditional();
    capture(insert("a"));
    capture(insert("a"));
    request.refused(cause);

    assertOutcomes("a FAILED", "a UNKNOWN");
  }

  @Test
  void aConditionalBatchIsConditional() throws Exception {
    String condition = "UPDATE " + table + " SET v = 'x' WHERE k = 'a' IF EXISTS";
    ClientRequest request = ClientRequest.begin(Way.BATCH, batch("", insert("a"), condition));
    capture(insert("a"));
    capture(insert("a"));
    request.answered(true);

    assertOutcomes("a FAILED", "a APPLIED");
  }

  static Stream<Consumer<ClientRequest>> ends() {
    return Stream.of(
        request -> request.answered(true),
        request -> request.answered(false),
        request -> request.refused(timeout()));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void everyOutcomeOfAConditionalWriteSaysSo(Consumer<ClientRequest> end) throws Exception {
    ClientRequest request = conditional();
    capture(insert("a"));
    capture(insert("a"));
    end.accept(request);

    assertThat(outcomes()).isNotEmpty().allMatch(Outcome::getConditional);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void everyOutcomeOfAConditionalBatchSaysSo(Way way) throws Exception {
    String condition = "UPDATE " + table + " SET v = 'x' WHERE k = 'a' IF EXISTS";
    ClientRequest request = ClientRequest.begin(way, batch("", insert("a"), condition));
    capture(insert("a"));
    request.refused(timeout());

    assertThat(outcomes()).hasSize(1).allMatch(Outcome::getConditional);
  }

  @Test
  void noOtherOutcomeIsConditional() throws Exception {
    String other = Cql.table("k text PRIMARY KEY, v text)");
    ClientRequest plain = ClientRequest.begin(Way.QUERY, batch("", insert("a"), insert("b")));
    capture(insert("a"), insert("b"));
    plain.answered();
    ClientRequest request = conditional();
    trigger.augment(Cql.update("INSERT INTO " + other + " (k, v) VALUES ('nested', 'v')"));
    capture(insert("a"));
    request.refused(timeout());

    assertThat(outcomes())
        .extracting(Outcome::getPositionCount, Outcome::getConditional)
        .containsExactly(tuple(2, false), tuple(1, true), tuple(1, false));
  }
}
