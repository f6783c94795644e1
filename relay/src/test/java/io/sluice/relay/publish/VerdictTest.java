package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
  static Stream<Exception> ofTheRecord() {
    return Stream.of(
        new RecordTooLargeException("?"),
        new InvalidRecordException("?"),
        new InvalidTimestampException("?"),
        new InvalidTopicException("?"),
        new SerializationException("?"));
  }

  @ParameterizedTest
  @MethodSource("ofTheRecord")
  void aRecordAtFaultIsUndeliverableHoweverItShows(Exception failure) {
    assertThat(Verdict.ofRefusal(failure)).isEqualTo(Verdict.UNDELIVERABLE);
    assertThat(Verdict.ofFailure(failure)).isEqualTo(Verdict.UNDELIVERABLE);
  }

  static Stream<Exception> passing() {
    return Stream.of(
        new TimeoutException("?"),
        new UnknownTopicOrPartitionException("?"),
        new TopicAuthorizationException("?"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatAnOperatorMendsIsWaitedFor(Exception failure) {
    assertThat(Verdict.ofRefusal(failure)).isEqualTo(Verdict.LATER);
    // Once taken over, the producer itself has given up: a new one has to be asked.
    assertThat(Verdict.ofFailure(failure)).isEqualTo(Verdict.NEW_SENDER);
  }

  static Stream<Exception> fatal() {
    return Stream.of(
        new ProducerFencedException("?"),
        new SaslAuthenticationException("?"),
        new IllegalStateException("closed"),
        // What the innocent records of a batch get when another one in it is invalid.
        new KafkaException("part of a batch which had one more more invalid records"));
  }

  @ParameterizedTest
  @MethodSource("fatal")
  void everythingElseBringsANewSender(Exception failure) {
    assertThat(Verdict.ofRefusal(failure)).isEqualTo(Verdict.NEW_SENDER);
    assertThat(Verdict.ofFailure(failure)).isEqualTo(Verdict.NEW_SENDER);
  }
}
