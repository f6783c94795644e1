package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.read.JournalFixture;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.wal.Position;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination with a real journal and real stages; only Kafka is not there. */
class DestinationTest {
  private static final String A = "demo-topic {\"k\":\"a\"} {\"v\":\"1\"}";
  private static final String B = "demo-topic {\"k\":\"b\"} {\"v\":\"2\"}";
  private static final String C = "demo-topic {\"k\":\"c\"} {\"v\":\"3\"}";

  @TempDir Path directory;

  private final PromptKafka kafka = new PromptKafka();
  private final AtomicReference<Throwable> death = new AtomicReference<>();
  private JournalFixture journal;
  private String extra = "";
  private Counters counters;
  private StateDirectory state;
  private Destination destination;

  @BeforeEach
  void openJournal() throws Exception {
    journal = new JournalFixture(directory.resolve("journal"), DemoTable.SCHEMA);
  }

  @AfterEach
  void end() throws Exception {
    if (destination != null) {
      stop();
    }
    journal.close();
    assertThat(death).hasNullValue();
  }

  @Test
  void changesArriveInOrder() throws Exception {
    insert("a", "1");
    start();
    insert("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
  }

  @Test
  void afterAGracefulStopNothingIsMissingAndNothingDoubled() throws Exception {
    insert("a", "1");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    stop();
    insert("b", "2");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
  }

  @Test
  void whatWasNotAcknowledgedComesAgain() throws Exception {
    insert("a", "1");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).hasSize(1));
    kafka.silent = true;
    insert("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).hasSize(2));
    stop();
    kafka.silent = false;
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B, B));
  }

  @Test
  void whileKafkaIsAwayNothingIsLostAndAfterwardsNothingDoubled() throws Exception {
    kafka.down = true;
    start();
    insert("a", "1");
    insert("b", "2");
    await().until(() -> counters.get(Counter.SEND_FAILURES) > 1);
    kafka.down = false;
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
  }

  @Test
  void aCopyOfAChangeIsDroppedAlsoAfterARestart() throws Exception {
    insert("a", "1");
    start();
    insert("a", "1");
    await().until(() -> counters.get(Counter.DUPLICATES) == 1);
    stop();
    journal.reopen();
    insert("a", "1");
    insert("b", "2");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
    assertThat(counters.get(Counter.DUPLICATES)).isEqualTo(1);
  }

  @Test
  void withoutTransmissionEverythingIsKept() throws Exception {
    extra = "    transmission_enabled: false\n";
    insert("a", "1");
    start();
    stop();
    assertThat(kafka.records()).isEmpty();
    assertThat(destination.released()).isEqualTo(Position.NONE);
    extra = "";
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
  }

  @Test
  void latestBeginsWithWhatIsWrittenAfterTheStart() throws Exception {
    extra = "    start: latest\n";
    insert("a", "1");
    start();
    insert("b", "2");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B));
  }

  @Test
  void latestIsRememberedAlsoWithoutTransmission() throws Exception {
    extra = "    start: latest\n    transmission_enabled: false\n";
    insert("a", "1");
    start();
    stop();
    insert("b", "2");
    extra = "    start: latest\n";
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B));
  }

  @Test
  void aDamagedCheckpointMeansAllAgain() throws Exception {
    extra = "    start: latest\n";
    start();
    insert("a", "1");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    stop();
    Path checkpoint = directory.resolve("state/checkpoints/demo.checkpoint");
    Files.write(checkpoint, new byte[] {1, 2, 3});
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, A));
  }

  @Test
  void anotherJournalInThePlaceOfTheOldOneIsReadFromItsBeginning() throws Exception {
    insert("a", "1");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    stop();
    replaceJournal();
    insert("b", "2");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
  }

  @Test
  void aJournalInThePlaceOfAnotherIsReadFromItsBeginningWhateverStartSays() throws Exception {
    extra = "    start: latest\n";
    start();
    insert("a", "1");
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    stop();
    replaceJournal();
    insert("b", "2");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
  }

  @Test
  void aPositionOfTheOldJournalReleasesNothingOfTheNewOne() throws Exception {
    insert("a", "1");
    start();
    await().until(() -> stored() > Position.NONE);
    stop();
    replaceJournal();
    insert("b", "2");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).contains(B));
    assertThat(destination.released()).isEqualTo(Position.NONE);
    await().until(() -> stored() > Position.NONE);
  }

  @Test
  void aChangeThatCannotBeDecodedIsQuarantined() throws Exception {
    journal.outcome(Kind.APPLIED, journal.change(ByteString.copyFromUtf8("no protobuf")));
    insert("a", "1");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    assertThat(counters.get(Counter.QUARANTINED)).isEqualTo(1);
    assertThat(directory.resolve("state/quarantine/demo")).isDirectoryContaining("glob:**.jsonl");
  }

  @Test
  void aChangeThatTheConverterRefusesIsADeadLetter() throws Exception {
    extra = "    value_converter: { class: " + PickyConverter.class.getName() + " }\n";
    insert("a", PickyConverter.POISON);
    insert("b", "2");
    insert("c", "3");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(B, C));
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
    Path deadLetters = directory.resolve("state/dead-letters/demo");
    assertThat(deadLetters).isDirectoryContaining("glob:**.jsonl");
  }

  @Test
  void aConverterThatCannotWorkNowIsWaitedFor() throws Exception {
    extra = "    value_converter: { class: " + PickyConverter.class.getName() + " }\n";
    PickyConverter.failures.set(1);
    insert("a", "1");
    insert("b", "2");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
    assertThat(counters.get(Counter.RESTARTS)).isZero();
  }

  @Test
  void tablesThatNoChannelLeadsHereArePassed() throws Exception {
    insert("a", "1");
    start("  - { keyspace: other, table: '*', destination: demo }\n");
    await().until(() -> counters.get(Counter.UNROUTED) == 1);
    await().until(() -> stored() > Position.NONE);
    assertThat(kafka.records()).isEmpty();
  }

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
    destination.store();
    assertThat(destination.released()).isLessThanOrEqualTo(a);
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

  /** A write that is applied. */
  private void insert(String k, String v) {
    journal.outcome(Kind.APPLIED, attempt(k, v));
  }

  /** A write whose outcome is yet to be known; returns its position. */
  private long attempt(String k, String v) {
    return journal.change(DemoTable.insert(k, v));
  }

  private void start() throws Exception {
    start("  - { keyspace: demo_ks, table: demo_table, destination: demo }\n");
  }

  private void start(String channels) throws Exception {
    RelayConfig config = config(channels);
    counters = new Counters();
    state = StateDirectory.acquire(config.state());
    PipelineContext context =
        new PipelineContext(
            config, config.destinations().get(0), state, new TableSchemas(), counters);
    destination = new Destination(context, kafka, death::set);
    destination.start();
    destination.awaitUnderWay();
  }

  private RelayConfig config(String channels) throws Exception {
    Path file = directory.resolve("relay.yaml");
    Files.writeString(
        file,
        """
        journal: %s
        state: %s
        destinations:
          - name: demo
            topic: demo-topic
            kafka: { bootstrap.servers: "nowhere:1" }
        %schannels:
        %s"""
            .formatted(journal.directory().path(), directory.resolve("state"), extra, channels));
    return RelayConfig.load(file);
  }

  private long stored() {
    destination.store();
    return destination.released();
  }

  private void stop() throws Exception {
    destination.stop();
    destination.join();
    destination.store();
    destination.close();
    state.close();
  }

  private void replaceJournal() throws IOException {
    journal.close();
    try (var files = Files.list(journal.directory().path())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    journal.reopen();
  }
}
