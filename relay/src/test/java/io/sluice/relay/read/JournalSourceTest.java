package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.sluice.relay.read.JournalSource.Found;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.wal.Position;
import io.sluice.wal.record.FramePosition;
import io.sluice.wal.record.Gap;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.Rewritten;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSourceTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  @TempDir Path directory;

  private final Counters counters = new Counters();
  private JournalFixture journal;
  private JournalSource source;

  @BeforeEach
  void open() throws Exception {
    journal = new JournalFixture(directory.resolve("journal"));
  }

  @AfterEach
  void close() throws Exception {
    if (source != null) {
      source.close();
    }
    journal.close();
  }

  @Test
  void changesComeWithTableSourceAndPosition() throws Exception {
    long position = journal.change("a");
    open(StartingPoint.oldest());

    assertThat(changes()).containsExactly("a");
    assertThat(source.change().position()).isEqualTo(position);
    assertThat(source.change().table()).hasToString("ks.t");
    assertThat(source.change().source().dataCenter()).isEqualTo("dc1");
    assertThat(source.end()).isGreaterThan(position);
    assertThat(source.journalId()).isNotZero();
    assertThat(source.isConfirmed()).isTrue();
  }

  @Test
  void whatIsWrittenWhileReadingIsReadToo() throws Exception {
    open(StartingPoint.oldest());
    assertThat(changes()).isEmpty();
    journal.change("a");
    assertThat(changes()).containsExactly("a");
    journal.fillSegments(3);
    assertThat(changes()).hasSizeGreaterThan(50).containsOnly("filler");
  }

  @Test
  void resumingPassesOverWhatIsDelivered() throws Exception {
    journal.change("a");
    journal.change("b");
    open(StartingPoint.oldest());
    readUntil("b");
    long resumeAt = source.end();
    long journalId = source.journalId();
    journal.change("c");

    open(resume(journalId, resumeAt));

    List<String> delivered = new ArrayList<>();
    List<String> fresh = new ArrayList<>();
    for (Found found = source.next(); found != Found.NOTHING; found = source.next()) {
      assertThat(source.end()).isGreaterThanOrEqualTo(resumeAt);
      if (found == Found.CHANGE) {
        (source.isDelivered() ? delivered : fresh).add(text());
      }
    }
    assertThat(delivered).containsExactly("a", "b");
    assertThat(fresh).containsExactly("c");
  }

  @Test
  void whatWasLeftOpenIsHandedOnAgain() throws Exception {
    journal.change("a");
    long open = journal.change("b");
    journal.fillSegments(3);
    journal.change("c");
    open(StartingPoint.oldest());
    readUntil("c");

    open(resume(source.journalId(), source.end(), open));

    assertThat(source.unmet()).containsExactly(open);
    assertThat(changes()).containsExactly("b");
    assertThat(source.unmet()).isEmpty();
  }

  @Test
  void whatWasLeftOpenAndIsDamagedNowIsQuarantined() throws Exception {
    long open = journal.change("damaged");
    journal.change("b");
    open(StartingPoint.oldest());
    readUntil("b");
    flip(open, 30);

    open(resume(source.journalId(), source.end(), open));

    assertThat(changes()).isEmpty();
    assertThat(counters).hasToString("quarantined=1");

    journal.change("c");
    assertThat(changes()).containsExactly("c");
    assertThat(source.unmet()).isEmpty();
    assertThat(counters).hasToString("quarantined=1 missing=1");
  }

  @Test
  void theCopyOfWhatWasLeftOpenAndIsDamagedNowIsHandedOn() throws Exception {
    long open = journal.change("damaged");
    long copy = journal.record(rewritten(open, "copy"));
    journal.change("b");
    open(StartingPoint.oldest());
    readUntil("b");
    flip(open, 30);

    open(resume(source.journalId(), source.end(), open));

    assertThat(changes()).containsExactly("copy");
    assertThat(source.unmet()).isEmpty();
    journal.change("c");
    assertThat(changes()).containsExactly("c");
    assertThat(counters).hasToString("quarantined=1");
    assertThat(copy).isGreaterThan(open);
  }

  /** Power failed after the relay had read it, and before it was synced. */
  @Test
  void whatWasLeftOpenAndIsGoneIsNotWaitedFor() throws Exception {
    journal.change("a");
    long open = journal.change("lost");
    open(StartingPoint.oldest());
    readUntil("lost");
    long journalId = source.journalId();
    long resumeAt = source.end();
    journal.close();
    blank(open, JournalFixture.SEGMENT_SIZE - Position.offset(open));
    journal.reopen();
    journal.change("b");

    open(resume(journalId, resumeAt, open));

    await()
        .untilAsserted(
            () -> {
              assertThat(source.unmet()).containsExactly(open);
              assertThat(changes()).containsExactly("b");
            });
    assertThat(source.unmet()).isEmpty();
    assertThat(counters).hasToString("missing=1");
  }

  @Test
  void aChangeCanBeReadAgain() throws Exception {
    long position = journal.change("a");
    long gone = Position.of(99_999, 64);
    long copy = journal.record(rewritten(gone, "b"));
    ByteString inner = rewritten(gone, "c").setCapturedAt(1).build().toByteString();
    long copyOfCopy = journal.record(rewritten(gone, inner));
    open(StartingPoint.oldest());
    changes();
    assertThat(source.changeAt(position).toStringUtf8()).isEqualTo("a");
    assertThat(source.changeAt(copy).toStringUtf8()).isEqualTo("b");
    assertThat(source.changeAt(copyOfCopy).toStringUtf8()).isEqualTo("c");
    assertThatThrownBy(() -> source.changeAt(source.end())).isInstanceOf(IOException.class);
  }

  @Test
  void latestBeginsAtTheEndThatItFinds() throws Exception {
    journal.change("a");
    journal.fillSegments(2);
    open(StartingPoint.latest(journal.directory(), WINDOW));
    assertThat(source.isSeekingEnd()).isTrue();

    assertThat(changes()).isEmpty();
    assertThat(source.isSeekingEnd()).isFalse();
    journal.change("b");
    assertThat(changes()).containsExactly("b");
  }

  @Test
  void anotherJournalIsNoticedByItsIdentity() throws Exception {
    journal.change("a");
    open(resume(12345, Position.of(1, 64)));
    assertThat(source.next()).isEqualTo(Found.REPLACED);
    assertThat(source.isConfirmed()).isFalse();
  }

  @Test
  void anotherJournalIsNoticedByItsLowerNumbers() throws Exception {
    journal.change("a");
    open(resume(12345, Position.of(99, 64)));
    assertThat(source.next()).isEqualTo(Found.REPLACED);
  }

  @Test
  void aRestartedNodeGoesOnInTheSameJournal() throws Exception {
    journal.change("a");
    open(StartingPoint.oldest());
    changes();
    journal.reopen();
    journal.change("b");
    assertThat(changes()).containsExactly("b");
  }

  @Test
  void aChangeOfAnUnknownSchemaIsQuarantinedAndReadingGoesOn() throws Exception {
    long position =
        journal.record(
            WalRecord.newBuilder().setSchemaVersion(5).setChange(ByteString.copyFromUtf8("x")));
    journal.change("a");
    open(StartingPoint.oldest());

    assertThat(changes()).containsExactly("a");
    assertThat(counters.get(Counter.QUARANTINED)).isEqualTo(1);
    assertThat(quarantine())
        .singleElement()
        .asString()
        .contains("\"position\":\"" + Position.toString(position) + "\"")
        .contains("\"reason\":\"schema version 0000000000000005 was not read\"")
        .contains("\"bytes\":\"");
  }

  @Test
  void aDamagedFrameIsQuarantinedAndReadingGoesOn() throws Exception {
    long damaged = journal.change("damaged");
    journal.change("a");
    flip(damaged, 30);
    open(StartingPoint.oldest());

    assertThat(changes()).containsExactly("a");
    assertThat(counters.get(Counter.QUARANTINED)).isEqualTo(1);
    assertThat(quarantine()).singleElement().asString().contains("DAMAGED");
  }

  @Test
  void aFrameThatItsWriterDidNotFinishIsQuarantinedToo() throws Exception {
    journal.change("a");
    long torn = journal.change("torn");
    long behind = journal.change("never written");
    journal.close();
    blank(torn, 8);
    blank(behind, JournalFixture.SEGMENT_SIZE - Position.offset(behind));
    open(StartingPoint.oldest());

    assertThat(changes()).containsExactly("a");
    await()
        .untilAsserted(
            () -> {
              assertThat(changes()).isEmpty();
              assertThat(counters.get(Counter.QUARANTINED)).isEqualTo(1);
            });
    assertThat(quarantine()).singleElement().asString().contains("TORN");
  }

  @Test
  void damageBeforeTheStartingPointIsNotTakenAgain() throws Exception {
    long damaged = journal.change("damaged");
    journal.change("a");
    flip(damaged, 30);
    open(StartingPoint.oldest());
    readUntil("a");
    open(resume(source.journalId(), source.end()));
    changes();
    assertThat(counters.get(Counter.QUARANTINED)).isEqualTo(1);
  }

  @Test
  void segmentsThatAreGoneAreCounted() throws Exception {
    journal.fillSegments(2);
    journal.change("a");
    journal.fillSegments(3);
    open(StartingPoint.oldest());
    readUntil("a");
    long position = source.end();
    long journalId = source.journalId();
    for (long segment = 1; segment <= Position.segment(position) + 1; segment++) {
      journal.directory().delete(segment);
    }

    open(resume(journalId, position));

    assertThat(changes()).contains("filler");
    assertThat(counters.get(Counter.MISSING_SEGMENTS)).isEqualTo(1);
  }

  @Test
  void gapsAndUnknownRecordsAreCounted() throws Exception {
    journal.record(WalRecord.newBuilder().setGap(Gap.newBuilder().setChanges(42)));
    journal.record(WalRecord.newBuilder());
    open(StartingPoint.oldest());

    assertThat(changes()).isEmpty();
    assertThat(counters).hasToString("gaps=1 lost_changes=42 unknown_records=1");
  }

  @Test
  void anOutcomeComesAsItIsWrittenAlsoIfItWasWrittenAgain() throws Exception {
    Outcome outcome = Outcome.newBuilder().setKind(Outcome.Kind.APPLIED).addPosition(42).build();
    journal.record(WalRecord.newBuilder().setOutcome(outcome));
    journal.record(
        rewritten(
            Position.of(99_999, 64),
            WalRecord.newBuilder().setOutcome(outcome).build().toByteString()));
    open(StartingPoint.oldest());
    List<Outcome> outcomes = new ArrayList<>();
    for (Found found = source.next(); found != Found.NOTHING; found = source.next()) {
      if (found == Found.OUTCOME) {
        outcomes.add(source.outcome());
      }
    }
    assertThat(outcomes).containsExactly(outcome, outcome);
  }

  @Test
  void aRewrittenChangeKeepsThePlaceThatItsOutcomeNames() throws Exception {
    journal.change("schema");
    long original = Position.of(99_999, 64);
    long copy = journal.record(rewritten(original, "a"));
    open(StartingPoint.oldest());
    readUntil("a");
    assertThat(source.change().firstPosition()).isEqualTo(original);
    assertThat(source.change().position()).isEqualTo(copy);
  }

  @Test
  void aRewrittenChangeIsReadOnlyIfItsOriginalIsNotWhole() throws Exception {
    long whole = journal.change("whole");
    long damaged = journal.change("damaged");
    journal.change("between");
    journal.record(rewritten(whole, "whole"));
    journal.record(rewritten(damaged, "damaged"));
    journal.record(rewritten(Position.of(99_999, 64), "gone"));
    flip(damaged, 30);
    open(StartingPoint.oldest());

    assertThat(changes()).containsExactly("whole", "between", "damaged", "gone");
  }

  @Test
  void aQuarantineThatCannotBeWrittenHoldsTheReader() throws Exception {
    Files.writeString(directory.resolve("quarantine"), "in the way");
    journal.record(WalRecord.newBuilder().setSchemaVersion(5).setChange(ByteString.EMPTY));
    open(StartingPoint.oldest());
    assertThatThrownBy(() -> changes()).isInstanceOf(IOException.class);
  }

  private void open(StartingPoint start) throws IOException {
    if (source != null) {
      source.close();
    }
    AsideFile aside = new AsideFile(directory.resolve("quarantine"), Clock.systemUTC());
    source =
        new JournalSource(
            journal.directory(),
            start,
            JournalFixture::table,
            new Quarantine(aside, counters),
            counters);
  }

  private StartingPoint resume(long journalId, long position, Long... open) throws IOException {
    return StartingPoint.resume(journal.directory(), journalId, position, List.of(open), WINDOW);
  }

  private void readUntil(String change) throws IOException {
    Found found = source.next();
    while (found != Found.CHANGE || !text().equals(change)) {
      assertThat(found).isNotEqualTo(Found.NOTHING);
      found = source.next();
    }
  }

  /** Those to deliver, up to the end of what is written. */
  private List<String> changes() throws IOException {
    List<String> changes = new ArrayList<>();
    for (Found found = source.next(); found != Found.NOTHING; found = source.next()) {
      if (found == Found.CHANGE && !source.isDelivered()) {
        changes.add(text());
      }
    }
    return changes;
  }

  private String text() {
    return source.change().change().toStringUtf8();
  }

  private WalRecord.Builder rewritten(long original, String text) {
    ByteString copy =
        WalRecord.newBuilder()
            .setCapturedAt(1)
            .setSchemaVersion(77)
            .setChange(ByteString.copyFromUtf8(text))
            .build()
            .toByteString();
    return rewritten(original, copy);
  }

  private static WalRecord.Builder rewritten(long original, ByteString copy) {
    FramePosition position =
        FramePosition.newBuilder()
            .setSegment(Position.segment(original))
            .setOffset(Position.offset(original))
            .build();
    return WalRecord.newBuilder()
        .setRewritten(Rewritten.newBuilder().setOriginal(position).setRecord(copy));
  }

  private void flip(long position, int at) throws IOException {
    Path file = journal.directory().file(Position.segment(position));
    try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
      segment.seek(Position.offset(position) + at);
      int old = segment.read();
      segment.seek(Position.offset(position) + at);
      segment.write(old ^ 1);
    }
  }

  private void blank(long position, int bytes) throws IOException {
    Path file = journal.directory().file(Position.segment(position));
    try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
      segment.seek(Position.offset(position));
      segment.write(new byte[bytes]);
    }
  }

  private List<String> quarantine() throws IOException {
    try (var files = Files.list(directory.resolve("quarantine"))) {
      return Files.readAllLines(files.findFirst().orElseThrow());
    }
  }
}
