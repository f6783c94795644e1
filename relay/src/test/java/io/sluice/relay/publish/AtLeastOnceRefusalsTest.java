package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** What becomes of records that Kafka refuses. */
class AtLeastOnceRefusalsTest extends AtLeastOncePublishing {
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

  @Test
  void aHeaderThatARecordHasSeveralTimesIsKeptAsOften() throws Exception {
    List<Header> headers =
        List.of(new Header("delta", "m"), new Header("a", "b"), new Header("delta", "s"));
    publisher.publish(new Outgoing("t", null, new byte[0], 1, headers), 10);
    publisher.endFrame(10);
    publisher.advance();
    kafka.sent.get(0).fail(new RecordTooLargeException("too large"));
    publisher.advance();
    assertThat(deadLetters())
        .singleElement()
        .asString()
        .contains("\"headers\":{\"delta\":[\"m\",\"s\"],\"a\":\"b\"}");
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
    publishAndSend("a", "b");
    kafka.sent.get(0).fail(new RecordTooLargeException("too large"));
    kafka.sent.get(1).acknowledge();
    publisher.advance();
    publish("c", 30);
    waitFor(Backoff.FIRST);
    publisher.advance();
    assertThat(delivered).isEmpty();
    assertThat(kafka.values()).as("nothing comes twice meanwhile").containsExactly("a", "b");

    Files.delete(blocked);
    waitFor(Backoff.LONGEST);
    publisher.advance();
    assertThat(delivered).containsExactly(10L, 20L);
    assertThat(kafka.values()).containsExactly("a", "b", "c");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
  }

  @Test
  void aTopicThatRefusesAllMakesNoMoreDeadLettersAndIsProbedWithOneRecord() throws Exception {
    publishAndSend("a", "b", "c", "d");
    kafka.sent.forEach(AtLeastOnceRefusalsTest::refuse);
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
    kafka.sent.forEach(AtLeastOnceRefusalsTest::refuse);
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
    kafka.sent.forEach(AtLeastOnceRefusalsTest::refuse);
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
    kafka.sent.forEach(AtLeastOnceRefusalsTest::refuse);
    for (int attempt = 1; attempt <= 10; attempt++) {
      publisher.advance();
      waitFor(Backoff.LONGEST);
    }
    assertThat(counters.get(Counter.HALTS)).isZero();
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
    assertThat(delivered).isEmpty();
  }

  private static void refuse(FakeKafka.Sent sent) {
    sent.fail(new RecordTooLargeException("too large"));
  }

  private List<String> deadLetters() throws IOException {
    try (var files = Files.list(directory.resolve("dead-letters"))) {
      return Files.readAllLines(files.findFirst().orElseThrow());
    }
  }
}
