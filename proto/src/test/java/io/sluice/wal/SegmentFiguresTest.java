package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.wal.TestJournal.Content;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What segments tell of their writer. */
class SegmentFiguresTest {
  @TempDir Path temp;
  private final AtomicLong captured = new AtomicLong();

  @Test
  void everySegmentTellsWhatWasDoneBeforeIt() throws IOException {
    try (JournalWriter writer = open(TestJournal.small())) {
      while (JournalDirectory.of(directory()).segments().size() < 6) {
        TestJournal.append(writer, "x".repeat(500));
        captured.incrementAndGet();
      }
    }
    List<Long> told =
        headers().stream().map(SegmentHeader::getCapturedChanges).collect(Collectors.toList());
    assertThat(told).isSorted().startsWith(0L);
    assertThat(told.get(told.size() - 1)).isBetween(1L, captured.get());
    assertThat(headers()).allSatisfy(header -> assertThat(header.hasCapturedChanges()).isTrue());
  }

  @Test
  void itTellsHowTheJournalIsWritten() throws IOException {
    JournalOptions.Builder options =
        TestJournal.small().sync(JournalOptions.Sync.GROUP).maxBacklog(1 << 20);
    open(options).close();
    assertThat(headers())
        .isNotEmpty()
        .allSatisfy(
            header -> {
              assertThat(header.getSync()).isEqualTo(SegmentHeader.Sync.GROUP);
              assertThat(header.getMaxBacklog()).isEqualTo(1 << 20);
            });
    assertThat(SegmentHeader.getDefaultInstance().hasSync()).isFalse();
  }

  /** The room that a segment has for a change is worked out before its header is made. */
  @Test
  void theLargestChangeHasRoomWhateverTheFiguresAre() throws IOException {
    int backlog = 64 << 10;
    try (JournalWriter writer = open(TestJournal.small().maxBacklog(backlog))) {
      byte[] tooLarge = TestJournal.change("x".repeat(backlog));
      assertThatThrownBy(() -> writer.append(tooLarge, tooLarge.length))
          .isInstanceOf(RecordTooLargeException.class);
      captured.set(Long.MAX_VALUE);
      TestJournal.append(writer, "x".repeat(5000)); // more than a segment is made for
    }
    Content content = TestJournal.read(directory());
    assertThat(content.damages).isEmpty();
    assertThat(content.changes).containsExactly("x".repeat(5000));
    assertThat(headers()).extracting(SegmentHeader::getCapturedChanges).contains(Long.MAX_VALUE);
  }

  private JournalWriter open(JournalOptions.Builder options) throws IOException {
    return JournalWriter.open(
        directory(),
        options.build(),
        TestJournal.identity(1),
        header -> header.setCapturedChanges(captured.get()),
        error -> {});
  }

  private List<SegmentHeader> headers() {
    return TestJournal.read(directory()).others.stream()
        .filter(WalRecord::hasHeader)
        .map(WalRecord::getHeader)
        .collect(Collectors.toList());
  }

  private Path directory() {
    return temp.resolve("sluice");
  }
}
