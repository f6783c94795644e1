package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.wal.TestJournal.Content;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A healthy journal on a healthy disk. */
class JournalTest {

  @TempDir Path temp;

  private Path directory() {
    return temp.resolve("sluice");
  }

  @Test
  void whatIsAppendedIsReadInOrderOverManySegments() throws IOException {
    List<String> written = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
      for (int i = 0; i < 500; i++) {
        written.add("change " + i);
        positions.add(TestJournal.append(writer, "change " + i));
      }
    }
    Content content = TestJournal.read(directory());
    assertThat(content.changes).isEqualTo(written);
    assertThat(content.positions).isEqualTo(positions).isSorted();
    assertThat(content.damages).isEmpty();
    assertThat(JournalDirectory.of(directory()).segments()).hasSizeGreaterThan(5);
  }

  @Test
  void anOutcomeIsARecordWithoutATime() throws IOException {
    byte[] outcome = TestJournal.outcome(Position.of(1, 4088));
    try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
      long first = writer.write(outcome, outcome.length);
      long second = writer.write(outcome, outcome.length);
      assertThat(Position.offset(second) - Position.offset(first)).isEqualTo(24);
    }
    Content content = TestJournal.read(directory());
    assertThat(content.damages).isEmpty();
    assertThat(content.others.get(1)).isEqualTo(WalRecord.parseFrom(outcome));
  }

  @Test
  void everySegmentBeginsWithItsHeader() throws IOException {
    try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
      IntStream.range(0, 200).forEach(i -> TestJournal.append(writer, "change " + i));
    }
    for (long segment : JournalDirectory.of(directory()).segments()) {
      assertThat(SegmentReader.header(JournalDirectory.of(directory()), segment).getJournalId())
          .isEqualTo(99);
    }
  }

  @Test
  void aReaderFollowsALiveWriter() throws IOException {
    try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small());
        JournalReader reader = JournalReader.open(JournalDirectory.of(directory()), 0)) {
      Content content = new Content();
      for (int i = 0; i < 300; i++) {
        TestJournal.append(writer, "change " + i);
        content.readOn(reader);
        assertThat(content.changes).hasSize(i + 1).last().isEqualTo("change " + i);
      }
    }
  }

  @Test
  void aReaderMayBeThereBeforeTheJournal() throws IOException {
    try (JournalReader reader = JournalReader.open(JournalDirectory.of(directory()), 0)) {
      assertThat(reader.next()).isEqualTo(JournalReader.Result.NOTHING);
      try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
        TestJournal.append(writer, "first");
      }
      Content content = new Content();
      content.readOn(reader);
      assertThat(content.changes).containsExactly("first");
    }
  }

  @Test
  void manyThreadsAppendAtOnce() throws Exception {
    int threads = 8;
    int each = 5_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (JournalWriter writer =
        TestJournal.open(directory(), TestJournal.small().segmentSize(64 << 10))) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String thread = "thread " + t + " change ";
        done.add(
            pool.submit(
                () ->
                    IntStream.range(0, each).forEach(i -> TestJournal.append(writer, thread + i))));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdown();
    }
    assertAllOnceAndInOrder(TestJournal.read(directory()), threads, each);
  }

  private static void assertAllOnceAndInOrder(Content content, int threads, int each) {
    assertThat(content.damages).isEmpty();
    assertThat(content.changes).hasSize(threads * each);
    for (int t = 0; t < threads; t++) {
      String thread = "thread " + t + " change ";
      assertThat(
              content.changes.stream()
                  .filter(c -> c.startsWith(thread))
                  .collect(Collectors.toList()))
          .isEqualTo(
              IntStream.range(0, each).mapToObj(i -> thread + i).collect(Collectors.toList()));
    }
  }

  @Test
  void aNewWriterBeginsANewSegmentOfTheSameJournal() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
        TestJournal.append(writer, "writer " + i);
      }
    }
    Content content = TestJournal.read(directory());
    assertThat(content.changes).containsExactly("writer 0", "writer 1", "writer 2");
    assertThat(content.positions.stream().map(Position::segment)).doesNotHaveDuplicates();
    assertThat(content.damages).isEmpty();
    assertThat(content.others.stream().filter(r -> r.hasHeader()))
        .allSatisfy(r -> assertThat(r.getHeader().getJournalId()).isEqualTo(99));
  }

  @Test
  void aChangeLargerThanASegmentGetsOneToItself() throws IOException {
    String large = "x".repeat(100_000);
    try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
      TestJournal.append(writer, "before");
      TestJournal.append(writer, large);
      TestJournal.append(writer, "after");
    }
    assertThat(TestJournal.read(directory()).changes).containsExactly("before", large, "after");
  }

  @Test
  void aReaderResumesAtASegment() throws IOException {
    try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
      IntStream.range(0, 200).forEach(i -> TestJournal.append(writer, "change " + i));
    }
    Content all = TestJournal.read(directory());
    long from = Position.segment(all.positions.get(100));
    Content rest = new Content();
    try (JournalReader reader = JournalReader.open(JournalDirectory.of(directory()), from)) {
      rest.readOn(reader);
    }
    assertThat(rest.damages).isEmpty();
    int first = all.changes.size() - rest.changes.size();
    assertThat(rest.changes).isEqualTo(all.changes.subList(first, all.changes.size()));
    assertThat(first).isBetween(1, 100);
  }

  @Test
  void theDirectoryIsTheOwnersOnly() throws IOException {
    try (JournalWriter writer = TestJournal.open(directory(), TestJournal.small())) {
      TestJournal.append(writer, "secret");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
    try (var files = Files.list(directory())) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void aClosedWriterRefuses() throws IOException {
    JournalWriter writer = TestJournal.open(directory(), TestJournal.small());
    writer.close();
    writer.close();
    assertThatThrownBy(() -> TestJournal.append(writer, "late"))
        .isInstanceOf(JournalClosedException.class);
    assertThat(TestJournal.read(directory()).changes).isEmpty();
  }

  @Test
  void groupSyncReturnsAfterTheSync() throws IOException {
    FaultyVolumes disk = new FaultyVolumes();
    JournalOptions.Builder options =
        TestJournal.small().volumes(disk).sync(JournalOptions.Sync.GROUP);
    try (JournalWriter writer = TestJournal.open(directory(), options)) {
      for (int i = 0; i < 20; i++) {
        int before = disk.syncs.get();
        TestJournal.append(writer, "change " + i);
        assertThat(disk.syncs.get()).isGreaterThan(before);
      }
    }
  }
}
