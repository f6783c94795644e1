package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.wal.TestJournal.Content;
import io.sluice.wal.record.Rewritten;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at a random moment, and any of the pages that were not synced are lost. How many
 * times: system property {@code sluice.power.cuts}; of which seed: {@code sluice.power.seed}.
 */
class PowerLossTest {
  private static final int CUTS = Integer.getInteger("sluice.power.cuts", 20);
  private static final Duration SYNC_INTERVAL = Duration.ofMillis(5);

  @TempDir Path temp;

  private final long seed = Long.getLong("sluice.power.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** Reads a journal as long as damage has it look around, on a clock of its own. */
  private long nanos;

  @Test
  void groupSyncLosesNothingThatWasAcknowledged() throws Exception {
    System.out.println("PowerLossTest seed: " + seed);
    for (int cut = 0; cut < CUTS; cut++) {
      LosableVolumes disk = new LosableVolumes(random, cut % 2 == 0 ? 0 : 6);
      Written written = write(cut, disk, JournalOptions.Sync.GROUP);
      assertThat(recovered(cut, disk))
          .as("seed %d, cut %d", seed, cut)
          .containsAll(written.acknowledged())
          .isSubsetOf(written.attempted());
      assertThat(disk.syncedAfterFailure()).as("syncs of a file that failed").isZero();
    }
  }

  /** Nobody waits for the syncs, but they come by themselves; and what came before is there too. */
  @Test
  void periodicSyncLosesOnlyWhatCameAfterTheLastSync() throws Exception {
    System.out.println("PowerLossTest seed: " + seed);
    for (int cut = 0; cut < CUTS; cut++) {
      LosableVolumes disk = new LosableVolumes(random, 0);
      Written written = write(cut, disk, JournalOptions.Sync.PERIODIC);
      assertThat(recovered(cut, disk))
          .as("seed %d, cut %d", seed, cut)
          .containsAll(written.synced())
          .isSubsetOf(written.attempted());
    }
  }

  /**
   * What a writer did until the power failed.
   *
   * @param synced what was appended before something that a sync has been seen of
   */
  private record Written(Set<String> attempted, Set<String> acknowledged, Set<String> synced) {}

  private Written write(int cut, LosableVolumes disk, JournalOptions.Sync mode) throws IOException {
    Written written = new Written(new HashSet<>(), new HashSet<>(), new HashSet<>());
    JournalOptions.Builder options =
        TestJournal.small().sync(mode).syncInterval(SYNC_INTERVAL).volumes(disk);
    int last = 20 + random.nextInt(200);
    try (JournalWriter writer = TestJournal.open(directory(cut), options)) {
      for (int i = 0; i < last; i++) {
        String change = "change <" + i + ">";
        append(writer, change, written);
        if (mode == JournalOptions.Sync.PERIODIC && random.nextInt(40) == 0) {
          await().until(() -> disk.holds(change));
          written.synced().addAll(written.acknowledged());
        }
      }
      disk.cut();
      append(writer, "too late", new Written(written.attempted(), new HashSet<>(), Set.of()));
    }
    return written;
  }

  private static void append(JournalWriter writer, String text, Written written) {
    written.attempted().add(text);
    TestJournal.append(writer, text);
    written.acknowledged().add(text);
  }

  private Path directory(int cut) {
    return temp.resolve("journal-" + cut);
  }

  private Set<String> recovered(int cut, LosableVolumes disk) throws IOException {
    Path after = Files.createDirectory(temp.resolve("after-" + cut));
    disk.recover(directory(cut), after);
    Content content = new Content();
    try (JournalReader reader = JournalReader.open(JournalDirectory.of(after), 0, this::later)) {
      for (int round = 0; round < 200; round++) {
        content.readOn(reader);
      }
    }
    Set<String> changes = new HashSet<>(content.changes);
    content.rewritten().forEach(copy -> changes.addAll(texts(copy.getRewritten())));
    return changes;
  }

  private long later() {
    nanos += TimeUnit.SECONDS.toNanos(31);
    return nanos;
  }

  private static List<String> texts(Rewritten copy) {
    try {
      WalRecord record = WalRecord.parseFrom(copy.getRecord());
      List<String> texts = new ArrayList<>();
      if (record.hasRewritten()) {
        texts.addAll(texts(record.getRewritten()));
      } else if (record.hasChange()) {
        texts.add(record.getChange().toString(StandardCharsets.UTF_8));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
