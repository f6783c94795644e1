package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {
  @TempDir Path path;

  @Test
  void theEndIsBehindTheLastRecordAndNotInTheSegmentThatIsReadyForLater() throws Exception {
    try (JournalFixture journal = new JournalFixture(path);
        JournalTail tail = new JournalTail(journal.directory())) {
      long first = journal.change("a");
      long end = tail.end();
      assertThat(end).isGreaterThan(first);
      assertThat(Position.segment(end)).isEqualTo(Position.segment(first));
      assertThat(tail.end()).isEqualTo(end);

      long second = journal.change("b");
      assertThat(second).isEqualTo(end);
      assertThat(tail.end()).isGreaterThan(second);
    }
  }

  @Test
  void itFollowsOverSegmentsAndWritersAndToAnotherJournal() throws Exception {
    JournalDirectory directory = JournalDirectory.of(path);
    try (JournalTail tail = new JournalTail(directory)) {
      try (JournalFixture journal = new JournalFixture(path)) {
        assertThat(tail.end()).isPositive();
        journal.fillSegments(3);
        journal.reopen();
        long last = journal.change("a");
        assertThat(tail.end()).isGreaterThan(last);
      }
      for (long segment : directory.segments()) {
        Files.delete(directory.file(segment));
      }
      assertThat(tail.end()).isEqualTo(Position.NONE);
      try (JournalFixture another = new JournalFixture(path)) {
        long again = another.change("b");
        assertThat(tail.end()).isGreaterThan(again);
      }
    }
  }

  /** Its segment has no end: nobody sealed it. */
  @Test
  void theEndIsThatOfTheNextWriterWhereTheOneBeforeDied(@TempDir Path left) throws Exception {
    try (JournalFixture dead = new JournalFixture(path)) {
      dead.change("a");
      for (long segment : dead.directory().segments()) {
        Path file = dead.directory().file(segment);
        Files.copy(file, left.resolve(file.getFileName()));
      }
    }
    JournalDirectory directory = JournalDirectory.of(left);
    try (JournalTail tail = new JournalTail(directory)) {
      long died = tail.endNow();
      try (JournalFixture next = new JournalFixture(left)) {
        long last = next.change("b");
        assertThat(last).isGreaterThan(died);
        assertThat(tail.endNow()).isGreaterThan(last);
      }
    }
  }

  @Test
  void whatWaitsIsWhatStandsBetween() throws Exception {
    try (JournalFixture journal = new JournalFixture(path);
        JournalTail tail = new JournalTail(journal.directory())) {
      JournalDirectory directory = journal.directory();
      Instant before = Instant.now().minusMillis(1);
      long from = journal.change("a");
      assertThat(Backlog.between(directory, tail.end(), tail.end())).isEqualTo(Backlog.NONE);

      Backlog some = Backlog.between(directory, from, tail.end());
      assertThat(some.bytes()).isEqualTo(8 * (tail.end() - from));
      assertThat(some.oldest().orElseThrow()).isBetween(before, Instant.now());

      journal.fillSegments(2);
      assertThat(Backlog.between(directory, from, tail.end()).bytes())
          .isBetween(1L * JournalFixture.SEGMENT_SIZE, 3L * JournalFixture.SEGMENT_SIZE);
    }
  }
}
