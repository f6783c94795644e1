package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionalPublisherTest {
  private static final int HALT_AFTER = 2;
  private static final String POISON = "poison";
  private static final Duration INTERVAL = Duration.ofMillis(50);

  @TempDir Path directory;

  private final Transactions kafka = new Transactions();
  private final Counters counters = new Counters();
  private final AtomicLong now = new AtomicLong();
  private final List<Long> delivered = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private String position = "";
  private DeadLetters deadLetters;
  private TransactionalPublisher publisher;

  @BeforeEach
  void open() {
    AsideFile file = new AsideFile(directory.resolve("dead-letters"), Clock.systemUTC());
    deadLetters = new DeadLetters("demo", file, counters, HALT_AFTER);
    publisher = publisher();
  }

  private TransactionalPublisher publisher() {
    return new TransactionalPublisher(
        "demo", delivered::add, kafka, new Reached(), deadLetters, counters, INTERVAL, now::get);
  }

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
  void flushCommitsAtOnce() throws Exception {
    publish("a", 1);
    publisher.advance();
    publish("b", 2);
    publisher.flush();
    assertThat(kafka.committed).endsWith("b", "@2");
  }

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
  void afterARefusalTransactionsAreSmallAndGrowAgain() throws Exception {
    publish(POISON, 1);
    publisher.flush();
    assertThat(room()).isEqualTo(2 * TransactionSize.MAX / 10);
    publisher.flush();
    assertThat(room()).isEqualTo(4 * TransactionSize.MAX / 10);
  }

  /** How many records it takes before it has to commit. */
  private int room() {
    int count = 0;
    while (publisher.hasRoom()) {
      publish("r", 100 + ++count);
    }
    return count;
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

  private void publish(String value, long at) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    List<Header> headers = List.of(new Header("change_id", value + at));
    publisher.publish(new Outgoing("t", bytes, bytes, 1, headers), at);
    publisher.endFrame(at);
    position = "@" + at;
  }

  private final class Reached implements Progress {
    private String asked = "";

    @Override
    public Optional<byte[]> position() {
      asked = position;
      return Optional.of(position)
          .filter(text -> !text.isEmpty())
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void committed() {
      told.add(asked);
    }
  }

  /** Refuses {@link #POISON}, and after it, as Kafka's producer does, all of the transaction. */
  private static final class Transactions implements TransactionalSender {
    final List<String> committed = new ArrayList<>();
    final List<Completion> completions = new ArrayList<>();
    final Set<String> refused = new HashSet<>(Set.of(POISON));
    boolean acknowledges = true;
    boolean answers = true;
    boolean fails;
    boolean unauthenticated;
    boolean abortable = true;
    private final List<String> open = new ArrayList<>();
    private boolean broken;

    @Override
    public void begin() {
      broken = false;
      open.clear();
    }

    @Override
    public void send(Outgoing record, Completion completion) throws SendRefusedException {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      if (broken || refused.contains(value)) {
        broken = true;
        throw new SendRefusedException(new RecordTooLargeException("too large"));
      }
      open.add(value);
      completions.add(completion);
      if (acknowledges) {
        completion.complete(null);
      }
    }

    @Override
    public void sendPosition(byte[] position) {
      open.add(new String(position, StandardCharsets.UTF_8));
    }

    @Override
    public boolean commit() throws TransactionFailedException {
      if (broken || fails) {
        throw new TransactionFailedException("broken");
      }
      if (answers) {
        committed.addAll(open);
        open.clear();
      }
      return answers;
    }

    @Override
    public void abort() throws TransactionFailedException {
      if (!abortable) {
        throw new TransactionFailedException("not undone");
      }
      open.clear();
    }

    @Override
    public boolean failedToAuthenticate() {
      return unauthenticated;
    }

    @Override
    public void close(Duration patience) {}
  }
}
