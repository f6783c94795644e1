package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.wal.TestJournal.Content;
import io.sluice.wal.record.FramePosition;
import io.sluice.wal.record.Gap;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal on a disk that fails. */
class JournalFaultTest {

  @TempDir Path temp;

  private final FaultyVolumes disk = new FaultyVolumes();
  private final List<String> errors = new ArrayList<>();

  private JournalWriter open(JournalOptions.Builder options) throws IOException {
    return JournalWriter.open(
        temp, options.volumes(disk).build(), TestJournal.identity(1), this::note);
  }

  /** The next fault will hit the writer, and not the making of its next segment. */
  private void awaitSpare() {
    await().until(() -> JournalDirectory.of(temp).segments().size() == 2);
  }

  private synchronized void note(String error) {
    errors.add(error);
  }

  private synchronized List<String> errors() {
    return List.copyOf(errors);
  }

  @Test
  void aSecondWriterIsRefusedByName() throws IOException {
    try (JournalWriter writer = open(TestJournal.small())) {
      assertThatThrownBy(() -> TestJournal.open(temp, TestJournal.small()))
          .isInstanceOf(JournalLockedException.class)
          .hasMessageContaining(temp.toString())
          .hasMessageContaining("directory");
      TestJournal.append(writer, "undisturbed");
    }
    assertThat(TestJournal.read(temp).changes).containsExactly("undisturbed");
  }

  @Test
  void theTailOfASegmentThatCannotBeSyncedIsWrittenAgain() throws IOException {
    try (JournalWriter writer = open(TestJournal.small().sync(JournalOptions.Sync.GROUP))) {
      TestJournal.append(writer, "synced");
      awaitSpare();
      disk.failingSyncs.set(1);
      TestJournal.append(writer, "not synced at first");
      TestJournal.append(writer, "behind it");
    }
    Content content = TestJournal.read(temp);
    assertThat(content.changes).containsExactly("synced", "not synced at first", "behind it");
    assertThat(content.damages).isEmpty();
    assertThat(errors()).singleElement().asString().contains("Input/output error");
    assertRewritten(content, "not synced at first", content.positions.get(1));
  }

  private void assertRewritten(Content content, String text, long original) throws IOException {
    assertThat(content.rewritten()).hasSize(1);
    var rewritten = content.rewritten().get(0).getRewritten();
    assertThat(
            Position.of(rewritten.getOriginal().getSegment(), rewritten.getOriginal().getOffset()))
        .isEqualTo(original);
    assertThat(
            WalRecord.parseFrom(rewritten.getRecord()).getChange().toString(StandardCharsets.UTF_8))
        .isEqualTo(text);
    assertThat(JournalReader.isWhole(JournalDirectory.of(temp), original)).isTrue();
  }

  /** However often it is written again, and whether its outcome is too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anOutcomeNamesTheFirstPlaceOfWhatWasWrittenAgain(int failures) throws IOException {
    long synced;
    long unsynced;
    try (JournalWriter writer = open(TestJournal.small().sync(JournalOptions.Sync.GROUP))) {
      synced = TestJournal.append(writer, "synced");
      awaitSpare();
      resolve(writer, synced);
      disk.failingSyncs.set(failures);
      unsynced = TestJournal.append(writer, "not synced at first");
      resolve(writer, unsynced);
    }
    Content content = TestJournal.read(temp);
    assertThat(content.positions).containsExactly(synced, unsynced);
    assertThat(resolved(content.others)).containsExactly(synced, unsynced);
    Map<Long, WalRecord> copies = new LinkedHashMap<>();
    content.rewritten().forEach(copy -> putWithFirstPlace(copies, copy));
    assertThat(copies.get(unsynced).hasChange()).isTrue();
    assertThat(resolved(copies.values())).isSubsetOf(synced, unsynced);
  }

  private static void resolve(JournalWriter writer, long position) {
    byte[] outcome = TestJournal.outcome(position);
    writer.write(outcome, outcome.length);
  }

  private static List<Long> resolved(Collection<WalRecord> records) {
    return records.stream()
        .filter(WalRecord::hasOutcome)
        .flatMap(record -> record.getOutcome().getPositionList().stream())
        .toList();
  }

  /** A copy that could not be synced either is copied whole: the first place is the innermost. */
  private static void putWithFirstPlace(Map<Long, WalRecord> copies, WalRecord copy) {
    FramePosition original = copy.getRewritten().getOriginal();
    try {
      WalRecord record = WalRecord.parseFrom(copy.getRewritten().getRecord());
      if (record.hasRewritten()) {
        putWithFirstPlace(copies, record);
      } else {
        copies.put(Position.of(original.getSegment(), original.getOffset()), record);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void manyFailedSyncsLoseNothing() throws IOException {
    List<String> written = new ArrayList<>();
    try (JournalWriter writer =
        open(
            TestJournal.small()
                .syncInterval(Duration.ofMillis(1))
                .maxWait(Duration.ofSeconds(5)))) {
      for (int i = 0; i < 2_000; i++) {
        if (i % 100 == 0) {
          disk.failingSyncs.set(1);
        }
        String change = "change " + i;
        written.add(change);
        if (!succeeds(writer, change)) { // no segment could be made twice in a row
          await().until(() -> succeeds(writer, change));
        }
      }
      await().until(() -> disk.failingSyncs.get() == 0);
    }
    Content content = TestJournal.read(temp);
    assertThat(content.damages).isEmpty();
    assertThat(content.changes).isEqualTo(written);
  }

  @Test
  void aSlowSyncRefusesTheWriteInTime() throws IOException {
    try (JournalWriter writer =
        open(TestJournal.small().sync(JournalOptions.Sync.GROUP).maxWait(Duration.ofMillis(20)))) {
      disk.syncNanos = Duration.ofSeconds(1).toNanos();
      assertThatThrownBy(() -> TestJournal.append(writer, "slow"))
          .isInstanceOf(JournalUnsyncedException.class)
          .hasMessageContaining("20 ms");
      assertThat(writer.statistics().refusedAppends()).isEqualTo(1);
      disk.syncNanos = 0;
    }
  }

  @Test
  void aFullDiskRefusesAppendsUntilThereIsSpace() throws IOException {
    try (JournalWriter writer = open(TestJournal.small())) {
      disk.failingAllocations.set(Integer.MAX_VALUE);
      int written = appendUntilRefused(writer);
      assertThat(writer.statistics().lastError()).contains("No space left on device");
      disk.failingAllocations.set(0);
      await().until(() -> succeeds(writer, "after"));
      assertThat(TestJournal.read(temp).changes).hasSize(written + 1).last().isEqualTo("after");
    }
  }

  private int appendUntilRefused(JournalWriter writer) {
    for (int i = 0; i < 1_000; i++) {
      if (!succeeds(writer, "change " + i)) {
        return i;
      }
    }
    throw new AssertionError("never refused");
  }

  private static boolean succeeds(JournalWriter writer, String text) {
    try {
      TestJournal.append(writer, text);
      return true;
    } catch (JournalFullException e) {
      return false;
    }
  }

  @Test
  void aDiskThatIsFullFromTheStartIsSaidSo() {
    disk.failingAllocations.set(Integer.MAX_VALUE);
    assertThatThrownBy(() -> open(TestJournal.small()))
        .isInstanceOf(JournalFullException.class)
        .hasMessageContaining("No space left on device");
    disk.failingAllocations.set(0);
    assertThat(TestJournal.read(temp).changes).isEmpty();
  }

  @Test
  void theBacklogCapRefusesAndSaysWhatToLookAt() throws IOException {
    try (JournalWriter writer = open(TestJournal.small().maxBacklog(5 * 4096))) {
      appendUntilRefused(writer);
      assertThatThrownBy(() -> TestJournal.append(writer, "too much"))
          .isInstanceOf(JournalFullException.class)
          .hasMessageContaining("max_backlog")
          .hasMessageContaining("relay");
      JournalDirectory.of(temp).delete(1);
      await().until(() -> succeeds(writer, "room again"));
    }
  }

  @Test
  void aChangeThatNeverFitsIsToldApart() throws IOException {
    String large = "x".repeat(100_000);
    try (JournalWriter writer = open(TestJournal.small().maxBacklog(20 * 4096))) {
      assertThatThrownBy(() -> TestJournal.append(writer, large))
          .isInstanceOf(RecordTooLargeException.class);
      TestJournal.append(writer, "fits");
    }
    assertThat(TestJournal.read(temp).changes).containsExactly("fits");
  }

  @Test
  void aGapIsRecordedAsSoonAsThereIsRoom() throws IOException {
    try (JournalWriter writer = open(TestJournal.small())) {
      writer.discarded(100, "it took too long");
      await().until(() -> gaps().size() == 1);
    }
  }

  /** As JDK 11's MappedByteBuffer does: it throws an IOException that nothing declares. */
  @Test
  void anUndeclaredExceptionOfASyncIsAFailedSync() throws IOException {
    try (JournalWriter writer = open(TestJournal.small().sync(JournalOptions.Sync.GROUP))) {
      awaitSpare();
      disk.sneakySync = true;
      TestJournal.append(writer, "not synced at first");
      TestJournal.append(writer, "behind it");
    }
    Content content = TestJournal.read(temp);
    assertThat(content.changes).containsExactly("not synced at first", "behind it");
    assertThat(content.rewritten()).hasSize(1);
  }

  @Test
  void appendsThatRaceWithTheCloseAreAcknowledgedIfTheyAreThere() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < 20; round++) {
      JournalWriter writer = open(TestJournal.small().sync(JournalOptions.Sync.GROUP));
      String name = "round " + round + " change ";
      Thread thread = new Thread(() -> appendUntilClosed(writer, name, acknowledged));
      thread.start();
      await().until(() -> acknowledged.stream().anyMatch(text -> text.startsWith(name)));
      writer.close();
      thread.join();
    }
    assertThat(TestJournal.read(temp).changes).containsExactlyElementsOf(acknowledged);
  }

  private static void appendUntilClosed(
      JournalWriter writer, String name, Queue<String> acknowledged) {
    try {
      for (int i = 0; ; i++) {
        TestJournal.append(writer, name + i);
        acknowledged.add(name + i);
      }
    } catch (JournalClosedException e) {
      // the end of the round
    }
  }

  @Test
  void aPendingGapIsRecordedAtTheEnd() throws IOException {
    try (JournalWriter writer = open(TestJournal.small())) {
      writer.discarded(100, "the disk is full");
    }
    assertThat(gaps()).hasSize(1);
  }

  @Test
  void whatWasLostBeforeTheJournalWasOpenIsOneGapWithWhatIsLostLater() throws IOException {
    PendingGap before = new PendingGap();
    before.add(100, "it cannot be opened");
    before.add(100, "it cannot be opened");
    try (JournalWriter writer = open(TestJournal.small().syncInterval(Duration.ofHours(1)))) {
      writer.discarded(100, "the disk is full");
      writer.discarded(before);
      writer.discarded(before); // nothing is left in it
      assertThat(writer.statistics().discardedChanges()).isEqualTo(3);
    }
    assertThat(gaps().stream().mapToLong(Gap::getChanges).sum()).isEqualTo(3);
    assertThat(gaps()).extracting(Gap::getReason).contains("it cannot be opened");
  }

  @Test
  void discardedChangesLeaveAGapRecord() throws IOException {
    try (JournalWriter writer = open(TestJournal.small().maxBacklog(3 * 4096))) {
      appendUntilRefused(writer);
      IntStream.range(0, 3).forEach(i -> writer.discarded(100, "the disk is full"));
      JournalDirectory.of(temp).delete(1);
      await().until(() -> !gaps().isEmpty());
      assertThat(gaps()).singleElement().satisfies(this::assertGap);
      assertThat(writer.statistics().discardedChanges()).isEqualTo(3);
    }
  }

  private void assertGap(Gap gap) {
    assertThat(gap.getChanges()).isEqualTo(3);
    assertThat(gap.getBytes()).isEqualTo(300);
    assertThat(gap.getReason()).isEqualTo("the disk is full");
    assertThat(gap.getLastAt()).isGreaterThanOrEqualTo(gap.getFirstAt());
  }

  private List<Gap> gaps() {
    return TestJournal.read(temp).others.stream()
        .filter(WalRecord::hasGap)
        .map(WalRecord::getGap)
        .collect(Collectors.toList());
  }

  @Test
  void aFailedCopyNeverStopsAReader() throws IOException {
    try (JournalWriter writer = open(TestJournal.small())) {
      TestJournal.append(writer, "before");
      awaitSpare();
      disk.failingCopies.set(1);
      assertThatThrownBy(() -> TestJournal.append(writer, "failed"))
          .isInstanceOf(InternalError.class);
      TestJournal.append(writer, "after");
    }
    Content content = TestJournal.read(temp);
    assertThat(content.changes).containsExactly("before", "after");
    assertThat(content.damages).isEmpty();
  }
}
