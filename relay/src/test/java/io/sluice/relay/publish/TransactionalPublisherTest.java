package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.change.CapturedRecords;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.WallClock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

class TransactionalPublisherTest extends TransactionalPublishing {
  @Test
  void recordsAndPositionAreCommittedTogether() throws Exception {
    publish("a", 1);
    publish("b", 2);
    assertThat(delivered).containsExactly(1L, 2L);
    publisher.advance();
    assertThat(kafka.committed).containsExactly("a", "b", "@2");
    assertThat(told).containsExactly("@2");
    assertThat(counters.get(Counter.DELIVERED)).isEqualTo(2);
  }

  @Test
  void commitsKeepTheirInterval() throws Exception {
    publish("a", 1);
    publisher.advance();
    publish("b", 2);
    assertThat(publisher.advance()).isFalse();
    now.addAndGet(INTERVAL.toNanos());
    assertThat(publisher.advance()).isTrue();
    assertThat(kafka.committed).containsExactly("a", "@1", "b", "@2");
  }

  @Test
  void nothingIsCommittedWhereNothingMoved() throws Exception {
    publish("a", 1);
    publisher.advance();
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(publisher.advance()).isFalse();
    assertThat(publisher.isSending()).isFalse();
    assertThat(kafka.committed).containsExactly("a", "@1");
  }

  @Test
  void aPositionAloneIsCommittedNowAndThen() throws Exception {
    publish("a", 1);
    publisher.advance();
    position = "@9";
    assertThat(publisher.advance()).isFalse();
    now.addAndGet(TransactionalPublisher.POSITION_INTERVAL.toNanos());
    publisher.advance();
    assertThat(kafka.committed).containsExactly("a", "@1", "@9");
  }

  @Test
  void whatIsCommittedIsCountedByTableAndByHowLongItTook() throws Exception {
    long minuteAgo = WallClock.micros() - Duration.ofMinutes(1).toSeconds() * 1_000_000;
    kafka.answers = false;
    publisher.publish(CapturedRecords.of("shop", "orders", 1, minuteAgo), 1);
    publisher.endFrame(1);
    position = "@1";
    publisher.flush();
    assertThat(counters.tables()).as("it is acknowledged only").isEmpty();

    kafka.answers = true;
    publisher.flush();
    assertThat(counters.tables())
        .singleElement()
        .satisfies(table -> assertThat(table.get(Counter.DELIVERED)).isEqualTo(1));
    assertThat(counters.latency().read().sum()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void flushCommitsAtOnce() throws Exception {
    publish("a", 1);
    publisher.advance();
    publish("b", 2);
    publisher.flush();
    assertThat(kafka.committed).endsWith("b", "@2");
  }

  @Test
  void whatATransactionThatWasUndoneAnswersLateIsPassedOver() throws Exception {
    kafka.acknowledges = false;
    publish("a", 1);
    kafka.acknowledges = true;
    publish(POISON, 2);
    Sender.Completion early = kafka.completions.get(0);
    publisher.advance();
    publish("c", 3);
    early.complete(new KafkaException("late"));
    publisher.flush();
    assertThat(kafka.committed).containsExactly("a", "@2", "c", "@3");
  }

  @Test
  void aTransactionThatCannotBeUndoneEndsIt() throws Exception {
    kafka.abortable = false;
    publish(POISON, 1);
    assertThatThrownBy(publisher::advance).isInstanceOf(TransactionFailedException.class);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
  }

  @Test
  void aCommitThatIsNotAnsweredIsTriedAgain() throws Exception {
    kafka.answers = false;
    publish("a", 1);
    publisher.advance();
    publisher.advance();
    assertThat(told).isEmpty();
    assertThat(publisher.hasRoom()).isFalse();
    kafka.answers = true;
    publisher.advance();
    assertThat(kafka.committed).containsExactly("a", "@1");
    assertThat(told).containsExactly("@1");
  }

  /** The next publisher's sender has the password of now. */
  @Test
  void aCommitThatIsNotAnsweredByBrokersThatRefuseTheLoginEndsItAndSaysSo() throws Exception {
    kafka.answers = false;
    kafka.unauthenticated = true;
    publish("a", 1);
    publisher.advance();
    assertThatThrownBy(publisher::advance)
        .isInstanceOf(TransactionFailedException.class)
        .hasMessageContaining("does not answer a commit")
        .hasMessageContaining("kafka.sasl.jaas.config");
    assertThat(told).isEmpty();
  }

  @Test
  void soDoesARecordThatIsNotTakenOverForThatAndSaysWhichKeys() {
    kafka.acknowledges = false;
    publish("a", 1);
    kafka.completions.get(0).complete(new SaslAuthenticationException("invalid credentials"));
    assertThatThrownBy(publisher::advance)
        .isInstanceOf(TransactionFailedException.class)
        .hasMessageContaining("kafka.sasl.jaas.config")
        .hasMessageContaining("invalid credentials");
  }

  @Test
  void soDoesSilenceWhileSomeAreRefused() throws Exception {
    kafka.acknowledges = false;
    kafka.unauthenticated = true;
    publish("a", 1);
    publish(POISON, 2);
    publisher.advance();
    publisher.advance();
    now.addAndGet(Duration.ofSeconds(31).toNanos());
    publisher.advance();
    assertThatThrownBy(publisher::advance)
        .isInstanceOf(TransactionFailedException.class)
        .hasMessageContaining("kafka.sasl.jaas.config");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
  }

  @Test
  void anyOtherFailureEndsIt() throws Exception {
    kafka.acknowledges = false;
    publish("a", 1);
    kafka.completions.get(0).complete(new KafkaException("fenced"));
    assertThatThrownBy(publisher::advance).isInstanceOf(TransactionFailedException.class);
    assertThat(kafka.committed).isEmpty();
    assertThat(told).isEmpty();
  }
}
