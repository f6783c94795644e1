package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.sluice.relay.report.Counter;
import io.sluice.wal.Position;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.Outcome.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DestinationTest extends RunningDestination {
  /** More than a queue takes steps before it drives what is under way. */
  private static final int OTHERS = 5_000;

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
    long first = attempt("a", "1");
    journal.outcome(Kind.APPLIED, first);
    start();
    insert("b", "2");
    await().untilAsserted(() -> assertThat(stored()).isEqualTo(first));
    stop();
    assertThat(kafka.records()).isEmpty();
    extra = "";
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, B));
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
    try (Stream<Path> files = Files.list(deadLetters)) {
      assertThat(files.findFirst().orElseThrow())
          .content()
          .contains("refuses a record for topic demo-topic; caused by DataException: refused");
    }
  }

  @Test
  void aConverterThatRefusesATableHaltsAndMakesNoDeadLettersOfItsBacklog() throws Exception {
    extra =
        "    halt_after: 2\n    value_converter: { class: "
            + PickyConverter.class.getName()
            + " }\n";
    insert("a", "1");
    for (int i = 0; i < 4; i++) {
      insert("p" + i, PickyConverter.POISON);
    }
    insert("b", "2");
    start();
    await().until(() -> counters.get(Counter.HALTS) > 1);
    assertThat(kafka.records()).containsExactly(A);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(2);
    assertThat(counters.get(Counter.RESTARTS)).isZero();
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
  void anErrorOfAConverterIsAFailureLikeAnyOther() throws Exception {
    extra =
        "    converter_patience: 0s\n    value_converter: { class: "
            + PickyConverter.class.getName()
            + " }\n";
    insert("a", "1");
    insert("m", PickyConverter.MISFIT);
    insert("b", "2");
    start();
    await().until(() -> kafka.records().size() == 2 || death.get() != null);
    assertThat(death).hasNullValue();
    assertThat(kafka.records()).containsExactly(A, B);
    assertThat(counters.get(Counter.DEAD_LETTERS)).isEqualTo(1);
    assertThat(counters.get(Counter.RESTARTS)).isZero();
  }

  @Test
  void aConverterThatNeverComesBackDoesNotKeepItFromStopping() throws Exception {
    extra = "    value_converter: { class: " + StuckConverter.class.getName() + " }\n";
    StuckConverter.expect(1);
    insert("a", "1");
    start();
    StuckConverter.called.await();
    Shutdown shutdown = new Shutdown(Duration.ofMillis(100), Duration.ofMinutes(1));
    assertThat(shutdown.end(List.of(destination))).isEmpty();
    assertThat(destination.isAlive()).isFalse();
    assertThat(StuckConverter.interrupted.getCount()).isZero();
    assertThat(counters.get(Counter.DEAD_LETTERS)).isZero();
    assertThat(counters.get(Counter.RESTARTS)).isZero();
  }

  @Test
  void amongManyChangesOfOtherTablesOneDoesNotWaitForTheEndOfAll() throws Exception {
    insert("a", "1");
    SchemaRecord other = new SchemaRecord(DemoTable.named("other"));
    for (int i = 0; i < OTHERS; i++) {
      journal.change(other, DemoTable.insert("k" + i, "v"));
    }
    AtomicLong passedBefore = new AtomicLong();
    kafka.taking = () -> passedBefore.set(counters.get(Counter.UNROUTED));
    start();
    await().until(() -> counters.get(Counter.UNROUTED) == OTHERS);
    await().until(() -> kafka.records().equals(List.of(A)));
    assertThat(passedBefore.get()).isLessThan(OTHERS);
  }

  @Test
  void tablesThatNoChannelLeadsHereArePassed() throws Exception {
    insert("a", "1");
    start("  - { keyspace: other, table: '*', destination: demo }\n");
    await().until(() -> counters.get(Counter.UNROUTED) == 1);
    await().until(() -> stored() > Position.NONE);
    assertThat(kafka.records()).isEmpty();
  }
}
