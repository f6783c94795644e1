package io.sluice.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.wal.SegmentVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mapdb.volume.VolumeFactory;

class CheckpointFileTest {
  private static final int SLOT = CheckpointSlot.SIZE;
  private static final Optional<Checkpoint> ONE = Optional.of(new Checkpoint(7, 1));

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("demo.checkpoint");
  }

  @Test
  void aNewFileHoldsNothingAndIsItsOwnersOnly() throws Exception {
    assertThat(stored()).isEmpty();
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatIsStoredIsThereAfterReopening() throws Exception {
    for (long position = 1; position <= 5; position++) {
      store(new Checkpoint(7, position));
      assertThat(stored()).hasValue(new Checkpoint(7, position));
    }
  }

  @Test
  void whatIsOpenIsStoredToo() throws Exception {
    Checkpoint none = new Checkpoint(7, 100);
    Checkpoint some = new Checkpoint(7, 100, List.of(1L, 5L, 99L));
    Checkpoint most = Checkpoint.of(7, 99_999, LongStream.range(1, 9_999).boxed());
    for (Checkpoint checkpoint : List.of(some, most, none, most, some)) {
      store(checkpoint);
      assertThat(stored()).hasValue(checkpoint);
    }
  }

  @Test
  void whereTooMuchIsOpenThePositionIsThatOfTheRest() {
    Checkpoint most = Checkpoint.of(7, 99_999, LongStream.rangeClosed(1, 4_000).boxed());
    assertThat(most.position()).isEqualTo(99_999);
    assertThat(most.oldest()).isEqualTo(1);
    Checkpoint more = Checkpoint.of(7, 99_999, LongStream.rangeClosed(1, 4_001).boxed());
    assertThat(more.position()).isEqualTo(4_001);
    assertThat(more.open()).isEqualTo(most.open());
  }

  @Test
  void anEqualCheckpointCostsNoWrite() throws Exception {
    store(new Checkpoint(7, 1));
    byte[] before = Files.readAllBytes(path);
    store(new Checkpoint(7, 1));
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }

  @Test
  void aTornNewestSlotGivesTheOneBefore() throws Exception {
    store(new Checkpoint(7, 1)); // slot 1
    store(new Checkpoint(7, 2)); // slot 0
    damage(0);
    assertThat(stored()).hasValue(new Checkpoint(7, 1));
  }

  @Test
  void afterATornSlotStoringGoesOn() throws Exception {
    store(new Checkpoint(7, 1));
    store(new Checkpoint(7, 2));
    damage(0);
    store(new Checkpoint(7, 3));
    assertThat(stored()).hasValue(new Checkpoint(7, 3));
  }

  @Test
  void twoBadSlotsAreRefusedNotGuessed() throws Exception {
    store(new Checkpoint(7, 1));
    store(new Checkpoint(7, 2));
    damage(0);
    damage(SLOT);
    assertThatThrownBy(this::stored)
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void aDamagedOnlySlotIsNotTakenForANewFile() throws Exception {
    store(new Checkpoint(7, 1));
    damage(SLOT);
    assertThatThrownBy(this::stored).isInstanceOf(DamagedCheckpointException.class);
  }

  @Test
  void aDiscardedFileIsKeptBesideTheNewOne() throws Exception {
    store(new Checkpoint(7, 1));
    CheckpointFile.discard(path);
    assertThat(stored()).isEmpty();
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("demo.checkpoint.damaged-"));
    }
  }

  @Test
  void aCrashBetweenPutAndSyncLeavesTheOneBefore() throws Exception {
    store(new Checkpoint(7, 1));
    ForgetfulVolumes disk = new ForgetfulVolumes();
    try (CheckpointFile file = CheckpointFile.open(path, disk)) {
      disk.failNextSyncAfter = 0;
      assertThatThrownBy(() -> file.store(new Checkpoint(7, 2))).isInstanceOf(IOException.class);
      assertThat(file.stored()).hasValue(new Checkpoint(7, 1));
    }
    assertThat(stored()).hasValue(new Checkpoint(7, 1));
  }

  @Test
  void afterAFailedSyncTheNextStoreStillSparesTheGoodSlot() throws Exception {
    store(new Checkpoint(7, 1));
    ForgetfulVolumes disk = new ForgetfulVolumes();
    try (CheckpointFile file = CheckpointFile.open(path, disk)) {
      for (int written = 0; written < 20; written++) {
        disk.failNextSyncAfter = written;
        assertThatThrownBy(() -> file.store(new Checkpoint(7, 2))).isInstanceOf(IOException.class);
        assertThat(stored()).isIn(ONE, Optional.of(new Checkpoint(7, 2)));
      }
      file.store(new Checkpoint(7, 3));
    }
    assertThat(stored()).hasValue(new Checkpoint(7, 3));
  }

  /** Whatever fails, what is found is what was stored last, or what was being stored. */
  @Test
  void randomCrashesNeverLoseWhatWasStored() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Checkpoint durable = new Checkpoint(7, 1);
    store(durable);
    for (int i = 1; i <= 500; i++) {
      List<Long> open = random.longs(random.nextInt(200)).boxed().toList();
      Checkpoint next = new Checkpoint(random.nextLong(), random.nextLong(), open);
      ForgetfulVolumes disk = new ForgetfulVolumes();
      disk.failNextSyncAfter = random.nextInt(60) - 1;
      try (CheckpointFile file = CheckpointFile.open(path, disk)) {
        file.store(next);
        durable = next;
      } catch (IOException expected) {
        Checkpoint found = stored().orElseThrow();
        assertThat(found).as("seed %d, store %d", seed, i).isIn(durable, next);
        durable = found;
      }
      assertThat(stored()).as("seed %d, store %d", seed, i).hasValue(durable);
    }
  }

  private void store(Checkpoint checkpoint) throws Exception {
    try (CheckpointFile file = open(SegmentVolumes.MAPPED)) {
      file.store(checkpoint);
    }
  }

  private Optional<Checkpoint> stored() throws Exception {
    try (CheckpointFile file = open(SegmentVolumes.MAPPED)) {
      return file.stored();
    }
  }

  private CheckpointFile open(VolumeFactory volumes) throws Exception {
    return CheckpointFile.open(path, volumes);
  }

  private void damage(int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[offset + 33] ^= 1;
    Files.write(path, bytes);
  }
}
