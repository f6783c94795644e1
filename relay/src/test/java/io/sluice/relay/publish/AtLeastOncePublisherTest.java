package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.CapturedRecords;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.WallClock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class AtLeastOncePublisherTest extends AtLeastOncePublishing {
  @Test
  void aSenderThatBrokersRefuseIsReplacedWithWhatItTookOver() throws Exception {
    publish("a", 10);
    publisher.advance();
    now.addAndGet(Duration.ofSeconds(31).toNanos());
    publisher.advance();
    assertThat(kafka.opened).as("brokers are away, for all that is known").isEqualTo(1);

    kafka.unauthenticated = true;
    now.addAndGet(Duration.ofSeconds(31).toNanos());
    publisher.advance();
    assertThat(kafka.closed).isEqualTo(1);

    kafka.unauthenticated = false;
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    publisher.advance();
    assertThat(kafka.values()).containsExactly("a", "a");
    kafka.sent.get(1).acknowledge();
    publisher.advance();
    assertThat(delivered).containsExactly(10L);
  }

  @Test
  void recordsAreSentInOrderAndArePassedInThatOrder() throws Exception {
    publish("a", 10);
    publish("b", 20);
    assertThat(publisher.advance()).isTrue();
    assertThat(kafka.values()).containsExactly("a", "b");

    kafka.sent.get(1).acknowledge();
    publisher.advance();
    assertThat(delivered).isEmpty();

    kafka.sent.get(0).acknowledge();
    publisher.advance();
    assertThat(delivered).containsExactly(10L, 20L);
    assertThat(publisher.underWay()).isZero();
    assertThat(publisher.advance()).isFalse();
    assertThat(counters.get(Counter.DELIVERED)).isEqualTo(2);
  }

  @Test
  void whatIsAcknowledgedIsCountedByTableAndByHowLongItTook() throws Exception {
    long minuteAgo = WallClock.micros() - Duration.ofMinutes(1).toSeconds() * 1_000_000;
    publisher.publish(CapturedRecords.of("shop", "orders", 1, minuteAgo), 10);
    publisher.endFrame(10);
    publisher.advance();
    assertThat(counters.tables()).isEmpty();

    kafka.sent.get(0).acknowledge();
    publisher.advance();
    assertThat(counters.tables())
        .singleElement()
        .satisfies(table -> assertThat(table.get(Counter.DELIVERED)).isEqualTo(1));
    assertThat(counters.latency().read().sum()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void aFailedSendIsNeverPassedByLaterAcknowledgements() throws Exception {
    publishAndSend("a", "b", "c");

    kafka.sent.get(0).fail(new OutOfOrderSequenceException("?"));
    kafka.sent.get(1).acknowledge();
    kafka.sent.get(2).acknowledge();
    publisher.advance();

    assertThat(delivered).isEmpty();
    assertThat(publisher.underWay()).isPositive();
  }

  @Test
  void aFatalFailureBringsANewSenderAndResendsFromThePrefixInOrder() throws Exception {
    publishAndSend("a", "b", "c");
    kafka.sent.get(0).acknowledge();
    kafka.sent.get(1).fail(new OutOfOrderSequenceException("?"));
    publisher.advance();
    assertThat(kafka.closed).isEqualTo(1);

    waitFor(Backoff.FIRST);
    publisher.advance();

    assertThat(kafka.opened).isEqualTo(2);
    assertThat(kafka.values()).containsExactly("a", "b", "c", "b", "c");
    assertThat(counters.get(Counter.RESENT)).isEqualTo(2);
    kafka.sent.get(3).acknowledge();
    kafka.sent.get(4).acknowledge();
    publisher.advance();
    assertThat(delivered).containsExactly(10L, 20L, 30L);
  }

  @Test
  void whatIsAcknowledgedWhileTheSenderClosesIsNotSentAgain() throws Exception {
    publishAndSend("a", "b");
    kafka.onClose = () -> kafka.sent.get(0).acknowledge();
    kafka.sent.get(1).fail(new KafkaException("?"));
    publisher.advance();
    waitFor(Backoff.FIRST);
    publisher.advance();
    assertThat(kafka.values()).containsExactly("a", "b", "b");
  }

  @Test
  void answersOfASenderThatWasGivenUpAreIgnored() throws Exception {
    publishAndSend("a", "b");
    FakeKafka.Sent late = kafka.sent.get(0);
    kafka.sent.get(1).fail(new KafkaException("?"));
    publisher.advance();
    late.acknowledge();
    publisher.advance();
    assertThat(delivered).isEmpty();
  }

  @Test
  void aRefusedRecordIsOfferedAgainForEverAndInOrder() throws Exception {
    kafka.refusal = new TimeoutException("no broker");
    publish("a", 10);
    publish("b", 20);
    for (int i = 0; i < 50; i++) {
      publisher.advance();
      waitFor(Backoff.LONGEST);
    }
    assertThat(counters.get(Counter.SEND_FAILURES)).isEqualTo(50);
    assertThat(delivered).isEmpty();

    kafka.refusal = null;
    publisher.advance();
    assertThat(kafka.values()).containsExactly("a", "b");
    assertThat(kafka.opened).isEqualTo(1);
  }

  @Test
  void aRefusedRecordIsNotOfferedBeforeThePauseIsOver() throws Exception {
    kafka.refusal = new TimeoutException("no broker");
    publish("a", 10);
    publisher.advance();
    kafka.refusal = null;
    assertThat(publisher.advance()).isFalse();
    waitFor(Backoff.FIRST);
    assertThat(publisher.advance()).isTrue();
    assertThat(kafka.values()).containsExactly("a");
  }

  @Test
  void aMissingRightMakesNoDeadLetters() throws Exception {
    publishAndSend("a");
    kafka.sent.get(0).fail(new TopicAuthorizationException("not allowed"));
    publisher.advance();
    kafka.refusal = new TopicAuthorizationException("not allowed");
    waitFor(Backoff.FIRST);
    publisher.advance();
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
    assertThat(publisher.underWay()).isPositive();
  }

  @Test
  void aSenderThatCannotBeOpenedIsTriedAgain() throws Exception {
    kafka.openRefusal = new KafkaException("No resolvable bootstrap urls");
    publish("a", 10);
    publisher.advance();
    kafka.openRefusal = null;
    waitFor(Backoff.FIRST);
    publisher.advance();
    assertThat(kafka.values()).containsExactly("a");
  }

  @Test
  void whatIsUnderWayIsBounded() throws Exception {
    int records = 0;
    for (; publisher.hasRoom(); records++) {
      publish("a", 10);
    }
    assertThat(records).isEqualTo(AtLeastOncePublisher.MAX_INFLIGHT_RECORDS);
    publisher = publisher(directory);
    publish("x".repeat((int) AtLeastOncePublisher.MAX_INFLIGHT_BYTES), 10);
    assertThat(publisher.hasRoom()).isFalse();
  }

  @Test
  void aFrameWithoutRecordsNeedsNoSender() throws Exception {
    publisher.endFrame(99);
    publisher.advance();
    assertThat(delivered).containsExactly(99L);
    assertThat(kafka.opened).isZero();
  }

  @Test
  void onlyWhatTheSenderTookOverIsWorthWaitingFor() throws Exception {
    kafka.refusal = new TimeoutException("no broker");
    publish("a", 10);
    publisher.advance();
    assertThat(publisher.isSending()).isFalse();
    kafka.refusal = null;
    waitFor(Backoff.FIRST);
    publisher.advance();
    assertThat(publisher.isSending()).isTrue();
    kafka.sent.get(0).acknowledge();
    publisher.advance();
    assertThat(publisher.isSending()).isFalse();
  }

  @Test
  void closingTakesNoteOfTheLastAcknowledgements() throws Exception {
    publishAndSend("a");
    kafka.onClose = () -> kafka.sent.get(0).acknowledge();
    publisher.close(Duration.ZERO);
    assertThat(delivered).containsExactly(10L);
  }
}
