package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.sluice.relay.read.JournalSource.Found;
import io.sluice.wal.Position;
import io.sluice.wal.record.Gap;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalSourceTest extends JournalSourceFixture {
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
  void aRestartedNodeGoesOnInTheSameJournal() throws Exception {
    journal.change("a");
    open(StartingPoint.oldest());
    changes();
    journal.reopen();
    journal.change("b");
    assertThat(changes()).containsExactly("b");
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
}
