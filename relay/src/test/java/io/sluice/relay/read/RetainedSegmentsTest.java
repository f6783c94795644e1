package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedSegmentsTest {
  @TempDir Path path;

  @Test
  void withoutAWindowOnlyTheSegmentsAroundThePositionAreOfUse() throws Exception {
    try (JournalFixture journal = new JournalFixture(path)) {
      journal.fillSegments(5);
      JournalDirectory directory = journal.directory();
      long first = RetainedSegments.firstOf(directory, 5, Duration.ofDays(-1));
      // Any segment but one of the future is made before the horizon: 5 itself, so 4 may reach in.
      assertThat(first).isEqualTo(4);
    }
  }

  @Test
  void withinTheWindowAllAreOfUse() throws Exception {
    try (JournalFixture journal = new JournalFixture(path)) {
      journal.fillSegments(5);
      List<Long> segments = journal.directory().segments();
      assertThat(RetainedSegments.firstOf(journal.directory(), 5, Duration.ofMinutes(10)))
          .isEqualTo(segments.get(0));
    }
  }

  @Test
  void aSegmentThatDoesNotSayWhenItBeganMayHaveBegunWithTheOneBefore() throws Exception {
    try (JournalFixture journal = new JournalFixture(path)) {
      journal.fillSegments(5);
      JournalDirectory directory = journal.directory();
      damageHeader(directory, 5);
      assertThat(RetainedSegments.beganAt(directory, 5)).isEqualTo(directory.createdAt(4));
      assertThat(RetainedSegments.firstOf(directory, 5, Duration.ofDays(-1))).isLessThan(5);
    }
  }

  @Test
  void whereNoneSaysWhenItBeganAllAreOfUse() throws Exception {
    try (JournalFixture journal = new JournalFixture(path)) {
      damageHeader(journal.directory(), 1);
      assertThat(RetainedSegments.beganAt(journal.directory(), 1)).isEqualTo(Instant.EPOCH);
      assertThat(RetainedSegments.firstOf(journal.directory(), 1, Duration.ofDays(1))).isEqualTo(1);
    }
  }

  private static void damageHeader(JournalDirectory directory, long segment) throws IOException {
    try (FileChannel file = FileChannel.open(directory.file(segment), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(8), 0);
    }
  }

  @Test
  void aSegmentThatIsNotThereIsItsOwnAnswer() throws Exception {
    try (JournalFixture journal = new JournalFixture(path)) {
      assertThat(RetainedSegments.firstOf(journal.directory(), 99, Duration.ZERO)).isEqualTo(99);
      assertThat(RetainedSegments.firstOf(journal.directory(), 0, Duration.ZERO)).isZero();
    }
  }
}
