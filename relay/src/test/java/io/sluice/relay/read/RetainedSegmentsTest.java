package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wal.JournalDirectory;
import java.nio.file.Path;
import java.time.Duration;
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
  void aSegmentThatIsNotThereIsItsOwnAnswer() throws Exception {
    try (JournalFixture journal = new JournalFixture(path)) {
      assertThat(RetainedSegments.firstOf(journal.directory(), 99, Duration.ZERO)).isEqualTo(99);
      assertThat(RetainedSegments.firstOf(journal.directory(), 0, Duration.ZERO)).isZero();
    }
  }
}
