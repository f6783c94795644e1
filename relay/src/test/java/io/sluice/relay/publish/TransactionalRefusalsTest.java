package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.report.Counter;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** What becomes of a transaction when Kafka refuses some of its records. */
class TransactionalRefusalsTest extends TransactionalPublishing {
  @Test
  void aRefusedRecordBecomesADeadLetterAndTheOthersAreCommitted() throws Exception {
    publish("a", 1);
    publish(POISON, 2);
    publish("c", 3);
    assertThat(publisher.hasRoom()).isFalse();
    publisher.advance();
    assertThat(kafka.committed).containsExactly("a", "c", "@3");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
    assertThat(publisher.hasRoom()).isTrue();
  }

  /** They are to come again with the next publisher, so none of them may be set aside by now. */
  @Test
  void aTopicThatRefusesAllEndsItWithoutDeadLettersOfWhatIsNotCommitted() {
    for (int i = 1; i <= HALT_AFTER + 1; i++) {
      publish(POISON, i);
    }
    assertThatThrownBy(publisher::advance).isInstanceOf(DestinationHaltedException.class);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
    assertThat(kafka.committed).isEmpty();
    assertThat(kafka.open).isEmpty();
  }

  @Test
  void aTopicThatRefusedAllHaltsTheNextPublisherWithItsFirstRecord() throws Exception {
    aTopicThatRefusesAllEndsItWithoutDeadLettersOfWhatIsNotCommitted();
    publisher = publisher();
    publish(POISON, 1);
    assertThatThrownBy(publisher::advance).isInstanceOf(DestinationHaltedException.class);

    kafka.refused.clear();
    publisher = publisher();
    publish(POISON, 1);
    publisher.flush();
    assertThat(kafka.committed).containsExactly(POISON, "@1");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
  }

  @Test
  void oneThatIsCommittedBeginsTheCountAnew() throws Exception {
    for (int i = 1; i <= 2 * HALT_AFTER; i++) {
      publish("a", 2L * i);
      publish(POISON, 2L * i + 1);
      publisher.flush();
    }
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(2 * HALT_AFTER);
  }

  /** Of one transaction, so that nothing is committed between them. */
  @Test
  void oneThatIsAcceptedBetweenThemBeginsTheCountAnew() throws Exception {
    for (int i = 1; i <= 2 * HALT_AFTER; i++) {
      publish(POISON, 2L * i);
      publish("a" + i, 2L * i + 1);
    }
    publisher.flush();
    assertThat(kafka.committed).hasSize(2 * HALT_AFTER + 1).contains("a1", "a2", "a3", "a4");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(2 * HALT_AFTER);
    assertThat(counters.get(Counter.HALTS)).isZero();
  }

  /** As with a batch, of which the broker names one, and the others fail with it. */
  @Test
  void whereOthersFailWithThoseThatAreRefusedTheyAreSentOneByOne() throws Exception {
    kafka.acknowledges = false;
    for (int i = 1; i <= HALT_AFTER + 1; i++) {
      kafka.refused.add("bad" + i);
      publish("bad" + i, 2L * i);
      publish("good" + i, 2L * i + 1);
    }
    assertThatThrownBy(publisher::flush)
        .isInstanceOf(TransactionFailedException.class)
        .hasMessageContaining("one by one");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();

    kafka.acknowledges = true;
    publisher = publisher();
    for (int i = 1; i <= HALT_AFTER + 1; i++) {
      publishAlone("bad" + i, 2L * i);
      publishAlone("good" + i, 2L * i + 1);
    }
    assertThat(kafka.committed).contains("good1", "good2", "good3").noneMatch("bad1"::equals);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(HALT_AFTER + 1);
    assertThat(counters.get(Counter.HALTS)).isZero();
  }

  /** A publisher that begins commits where it stands, which is no record that was accepted. */
  @Test
  void aPositionAloneDoesNotMakeTransactionsLarger() throws Exception {
    size.shrinkToLeast();
    position = "@1";
    publisher.advance();
    assertThat(kafka.committed).containsExactly("@1");
    assertThat(size.isLeast()).isTrue();
  }

  private void publishAlone(String value, long at) throws Exception {
    assertThat(publisher.hasRoom()).isTrue();
    publish(value, at);
    publisher.flush();
  }

  /** It cannot be taken apart, so all of it has to be judged. */
  @Test
  void aWriteOfManyRecordsHaltsOnlyWhenAllOfThemAreRefused() throws Exception {
    size.shrinkToLeast();
    kafka.acknowledges = false;
    for (int i = 1; i <= HALT_AFTER + 1; i++) {
      kafka.refused.add("bad" + i);
      record("bad" + i, 1);
    }
    record("good", 1);
    publisher.endFrame(1);
    publisher.flush();
    kafka.completions.get(kafka.completions.size() - 1).complete(null);
    publisher.flush();
    assertThat(kafka.committed).containsExactly("good", "@1");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(HALT_AFTER + 1);
  }

  @Test
  void whatIsAcceptedWhileItsTransactionIsUndoneBeginsTheCountAnew() throws Exception {
    kafka.acknowledges = false;
    kafka.onAbort = () -> List.copyOf(kafka.completions).forEach(one -> one.complete(null));
    for (int i = 1; i <= HALT_AFTER + 1; i++) {
      publish("a" + i, 2L * i);
      publish(POISON, 2L * i + 1);
    }
    publisher.flush();
    kafka.onAbort.run();
    publisher.flush();
    assertThat(kafka.committed).containsExactly("a1", "a2", "a3", "@" + (2 * HALT_AFTER + 3));
    assertThat(counters.get(Counter.HALTS)).isZero();
  }

  /** One that comes before all that are refused says nothing of them, however often it is sent. */
  @Test
  void oneThatIsSentAgainDoesNotBeginTheCountAnew() {
    publish("a", 1);
    for (int i = 1; i <= HALT_AFTER + 1; i++) {
      publish(POISON, 1L + i);
    }
    assertThatThrownBy(publisher::advance).isInstanceOf(DestinationHaltedException.class);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
  }

  @Test
  void withSomeRefusedTheOthersAreWaitedForBeforeAnyIsADeadLetter() throws Exception {
    kafka.acknowledges = false;
    publish("a", 1);
    publish(POISON, 2);
    assertThat(publisher.advance()).isFalse();
    assertThat(publisher.hasRoom()).isFalse();
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
    kafka.completions.get(1).complete(null); // sent again, without the one that was refused
    assertThat(publisher.advance()).isTrue();
    assertThat(kafka.committed).containsExactly("a", "@2");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
  }

  @Test
  void aDeadLetterWhosePositionWasNotCommittedIsKeptOnce() throws Exception {
    kafka.fails = true;
    publish(POISON, 1);
    publisher.flush();
    assertThatThrownBy(publisher::flush).isInstanceOf(TransactionFailedException.class);
    kafka.fails = false;
    publisher = publisher();
    publish(POISON, 1);
    publisher.flush();
    assertThat(kafka.committed).containsExactly("@1");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
  }

  /** Its transaction is undone, and with it the position, which is to be committed nevertheless. */
  @Test
  void aRecordThatIsRefusedWhileItIsCommittedLeavesItsPositionToTheNext() throws Exception {
    kafka.answers = false;
    kafka.acknowledges = false;
    publish("a", 1);
    publisher.advance();
    kafka.completions.get(0).complete(new RecordTooLargeException("too large"));
    kafka.answers = true;
    assertThat(publisher.isSending()).isTrue();
    publisher.flush();
    assertThat(kafka.committed).containsExactly("@1");
    assertThat(told).containsExactly("@1");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
    assertThat(publisher.isSending()).isFalse();
  }

  @Test
  void severalRefusedRecordsBecomeDeadLettersOneByOne() throws Exception {
    kafka.acknowledges = false;
    publish("a", 1);
    publish("b", 2);
    publish("c", 3);
    kafka.completions.get(0).complete(new RecordTooLargeException("too large"));
    kafka.refused.add("c");
    kafka.acknowledges = true;
    publisher.advance();
    assertThat(kafka.committed).containsExactly("b", "@3");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(2);
  }

  /** It fails all that it has not sent yet, with the reason of the one that was refused. */
  @Test
  void onlyTheFirstOfThoseThatFailTogetherIsRefused() throws Exception {
    kafka.acknowledges = false;
    publish("a", 1);
    publish("b", 2);
    kafka.acknowledges = true;
    Exception reason = new RecordTooLargeException("too large");
    List.copyOf(kafka.completions).forEach(completion -> completion.complete(reason));
    publisher.advance();
    assertThat(kafka.committed).containsExactly("b", "@2");
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
  }

  @Test
  void afterARefusalTransactionsAreSmallAndGrowAgain() throws Exception {
    publish(POISON, 1);
    publisher.flush();
    assertThat(room()).isEqualTo(TransactionSize.MAX / 10);
    publisher.flush();
    assertThat(room()).isEqualTo(2 * TransactionSize.MAX / 10);
  }

  /** How many records it takes before it has to commit. */
  private int room() {
    int count = 0;
    while (publisher.hasRoom()) {
      publish("r", 100 + ++count);
    }
    return count;
  }
}
