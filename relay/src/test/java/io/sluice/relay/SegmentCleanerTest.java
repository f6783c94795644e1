package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.checkpoint.RelayLock;
import io.sluice.relay.read.JournalFixture;
import io.sluice.wal.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCleanerTest {
  /** Less than none: whatever exists was made before it. */
  private static final Duration NO_WINDOW = Duration.ofDays(-1);

  @TempDir Path path;
  private JournalFixture journal;

  @BeforeEach
  void fill() throws Exception {
    journal = new JournalFixture(path);
    journal.fillSegments(6);
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  @Test
  void segmentsBehindThePositionAreDeleted() throws Exception {
    clean(NO_WINDOW, 5);
    assertThat(segments()).first().isEqualTo(4L);
  }

  @Test
  void segmentsOfTheDedupeWindowAreKept() throws Exception {
    clean(Duration.ofMinutes(10), 5);
    assertThat(segments()).first().isEqualTo(1L);
  }

  /** A journal at its cap gets no younger segment, which the others could be old beside. */
  @Test
  void onceAllIsDeliveredTheClockMakesSegmentsOld() {
    Awaitility.await()
        .until(
            () -> {
              clean(Duration.ofSeconds(1), newest());
              return segments().size() == 2;
            });
  }

  @Test
  void theNewestIsAlwaysKept() throws Exception {
    long newest = newest();
    clean(NO_WINDOW, newest);
    assertThat(segments()).contains(newest);
  }

  @Test
  void aPositionThatIsNotOfThisJournalDeletesNothing() throws Exception {
    List<Long> before = segments();
    clean(NO_WINDOW, 99);
    clean(NO_WINDOW, 0);
    assertThat(segments()).containsAll(before);
  }

  @Test
  void nothingIsDeletedOfAJournalThatAnotherRelayHas() throws Exception {
    List<Long> before = segments();
    try (RelayLock other = RelayLock.tryAcquire(path).orElseThrow()) {
      assertThat(other.isInPlace()).isTrue();
      assertThatThrownBy(() -> clean(NO_WINDOW, 5))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining(path.toString());
    }
    assertThat(segments()).containsAll(before);
  }

  private void clean(Duration window, long segment) throws Exception {
    try (JournalHold hold = new JournalHold(journal.directory())) {
      new SegmentCleaner(journal.directory(), hold, window).clean(Position.of(segment, 64));
    }
  }

  private List<Long> segments() throws Exception {
    return journal.directory().segments();
  }

  private long newest() throws Exception {
    List<Long> segments = segments();
    return segments.get(segments.size() - 1);
  }
}
