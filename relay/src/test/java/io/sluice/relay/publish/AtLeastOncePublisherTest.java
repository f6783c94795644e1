package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtLeastOncePublisherTest {
  private static final int HALT_AFTER = 2;

  @TempDir Path directory;

  private final FakeKafka kafka = new FakeKafka();
  private final Counters counters = new Counters();
  private final List<Long> delivered = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private AtLeastOncePublisher publisher;

  @BeforeEach
  void open() {
    publisher = publisher(directory.resolve("dead-letters"));
  }

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
  void aRecordThatCanNeverBeDeliveredIsSetAsideAndPassed() throws Exception {
    publishAndSend("a", "b");
    kafka.sent.get(0).fail(new RecordTooLargeException("too large"));
    kafka.sent.get(1).acknowledge();
    publisher.advance();

    assertThat(delivered).containsExactly(10L, 20L);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
    assertThat(kafka.opened).isEqualTo(1);
    assertThat(deadLetters())
        .singleElement()
        .asString()
        .contains("\"position\":\"0000000000000000:80\"")
        .contains("\"reason\":\"RecordTooLargeException: too large\"")
        .contains("\"topic\":\"t\",\"key\":\"aw==\",\"value\":\"YQ==\",\"timestamp\":1")
        .contains("\"headers\":{\"h\":\"v\"}");
  }

  /** A broker that refuses one record of a batch refuses the others with it. */
  @Test
  void aDeadLetterIsNotSentAgainWithTheOthersOfItsBatch() throws Exception {
    publishAndSend("a", "b", "c");
    kafka.sent.get(0).fail(new KafkaException("part of a batch"));
    kafka.sent.get(1).fail(new InvalidTimestampException("too old"));
    kafka.sent.get(2).fail(new KafkaException("part of a batch"));
    publisher.advance();
    waitFor(Backoff.FIRST);
    publisher.advance();

    assertThat(kafka.values()).containsExactly("a", "b", "c", "a", "c");
    kafka.sent.get(3).acknowledge();
    kafka.sent.get(4).acknowledge();
    publisher.advance();
    assertThat(delivered).containsExactly(10L, 20L, 30L);
    assertThat(deadLetters()).hasSize(1);
  }

  @Test
  void aDeadLetterThatCannotBeStoredHoldsThePosition() throws Exception {
    Path blocked = Files.writeString(directory.resolve("file"), "");
    publisher = publisher(blocked);
    publishAndSend("a");
    kafka.sent.get(0).fail(new RecordTooLargeException("too large"));
    assertThatThrownBy(publisher::advance).isInstanceOf(IOException.class);
    assertThat(delivered).isEmpty();
  }

  @Test
  void aTopicThatRefusesAllMakesNoMoreDeadLettersAndIsProbedWithOneRecord() throws Exception {
    publishAndSend("a", "b", "c", "d");
    kafka.sent.forEach(AtLeastOncePublisherTest::refuse);
    publisher.advance();
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(HALT_AFTER);
    assertThat(delivered).containsExactly(10L, 20L);

    for (int probe = 1; probe <= 3; probe++) {
      waitFor(Backoff.LONGEST);
      publisher.advance();
      assertThat(kafka.values()).hasSize(4 + probe).endsWith("c");
      refuse(kafka.sent.get(3 + probe));
      publisher.advance();
    }
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(HALT_AFTER);
    assertThat(delivered).containsExactly(10L, 20L);
  }

  @Test
  void aTopicThatRefusedAllDoesNotSlowDownAnother() throws Exception {
    publishAndSend("a", "b");
    kafka.sent.forEach(AtLeastOncePublisherTest::refuse);
    publisher.advance();
    publish("other", "c", 30);
    publish("other", "d", 40);
    publish("e", 50);
    publish("f", 60);
    publisher.advance();
    assertThat(kafka.values()).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aTopicThatTakesRecordsAgainGetsAllThatWaited() throws Exception {
    publishAndSend("a", "b", "c", "d", "e");
    kafka.sent.forEach(AtLeastOncePublisherTest::refuse);
    publisher.advance();
    waitFor(Backoff.LONGEST);
    publisher.advance();
    kafka.sent.get(5).acknowledge();
    publisher.advance();

    assertThat(kafka.values()).endsWith("c", "d", "e");
    kafka.sent.get(6).acknowledge();
    refuse(kafka.sent.get(7));
    publisher.advance();
    assertThat(delivered).containsExactly(10L, 20L, 30L, 40L, 50L);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(HALT_AFTER + 1);
  }

  @Test
  void aLimitOfTheClientHaltsInTheSameWay() throws Exception {
    kafka.refusal = new RecordTooLargeException("too large");
    publishAndSend("a", "b", "c", "d");
    waitFor(Backoff.LONGEST);
    publisher.advance();
    assertThat(delivered).containsExactly(10L, 20L);
    assertThat(counters.get(Counter.HALTS)).isEqualTo(2);

    kafka.refusal = null;
    waitFor(Backoff.LONGEST);
    publisher.advance();
    assertThat(kafka.values()).containsExactly("c");
    kafka.sent.get(0).acknowledge();
    publisher.advance();
    assertThat(kafka.values()).containsExactly("c", "d");
  }

  @Test
  void deadLettersThatCannotBeStoredDoNotCount() throws Exception {
    Path blocked = Files.writeString(directory.resolve("file"), "");
    publisher = publisher(blocked);
    publishAndSend("a", "b", "c");
    for (FakeKafka.Sent sent : List.copyOf(kafka.sent)) {
      refuse(sent);
      assertThatThrownBy(publisher::advance).isInstanceOf(IOException.class);
    }
    assertThat(counters.get(Counter.HALTS)).isZero();
  }

  private static void refuse(FakeKafka.Sent sent) {
    sent.fail(new RecordTooLargeException("too large"));
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

  private AtLeastOncePublisher publisher(Path deadLetters) {
    AsideFile file = new AsideFile(deadLetters, Clock.systemUTC());
    return new AtLeastOncePublisher(
        "demo",
        delivered::add,
        kafka,
        new DeadLetters("demo", file, counters, HALT_AFTER),
        counters,
        now::get);
  }

  private void publishAndSend(String... values) throws IOException {
    long position = 10;
    for (String value : values) {
      publish(value, position);
      position += 10;
    }
    publisher.advance();
  }

  private void publish(String value, long position) {
    publish("t", value, position);
  }

  private void publish(String topic, String value, long position) {
    byte[] key = "k".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    publisher.publish(new Outgoing(topic, key, bytes, 1, List.of(new Header("h", "v"))), position);
    publisher.endFrame(position);
  }

  private void waitFor(Duration duration) {
    now.addAndGet(duration.toNanos());
  }

  private List<String> deadLetters() throws IOException {
    try (var files = Files.list(directory.resolve("dead-letters"))) {
      return Files.readAllLines(files.findFirst().orElseThrow());
    }
  }
}
