package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.sluice.relay.report.Counter;
import io.sluice.wal.Position;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What cannot be read any more. */
class DamageTest extends JournalSourceFixture {
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
    assertThat(counters.get(Counter.MISSING_SEGMENTS)).isEqualTo(2);
  }

  @Test
  void aQuarantineThatCannotBeWrittenHoldsTheReader() throws Exception {
    Files.writeString(directory.resolve("quarantine"), "in the way");
    journal.record(WalRecord.newBuilder().setSchemaVersion(5).setChange(ByteString.EMPTY));
    open(StartingPoint.oldest());
    assertThatThrownBy(() -> changes()).isInstanceOf(IOException.class);
  }
}
