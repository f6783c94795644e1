package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.relay.read.JournalSource.Found;
import io.sluice.wal.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where reading begins, and what was left open before. */
class ResumeTest extends JournalSourceFixture {
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
}
