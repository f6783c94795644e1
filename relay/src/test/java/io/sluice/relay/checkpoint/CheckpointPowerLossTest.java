package io.sluice.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.wal.SegmentVolumes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at any moment, and of what was not synced then any sectors are on disk. System
 * properties: {@code sluice.power.cuts}, {@code sluice.power.seed}.
 */
class CheckpointPowerLossTest {
  private static final int CUTS = Integer.getInteger("sluice.power.cuts", 60);

  @TempDir Path directory;

  private final long seed = Long.getLong("sluice.power.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private Path path;
  private long position;

  @BeforeEach
  void name() {
    path = directory.resolve("demo.checkpoint");
    System.out.println("CheckpointPowerLossTest seed: " + seed);
  }

  /** Older than what was being stored, never newer; and never older than what was stored. */
  @Test
  void theOneStoredLastHoldsOrOneThatWasBeingStored() throws Exception {
    Checkpoint durable = next();
    store(durable);
    for (int cut = 0; cut < CUTS; cut++) {
      List<Checkpoint> possible = storeUntilThePowerFails(durable);
      durable = stored();
      assertThat(durable).as("seed %d, cut %d", seed, cut).isIn(possible);
      assertThat(durable.position()).isGreaterThanOrEqualTo(possible.get(0).position());
    }
  }

  /** The one that was stored last for certain, and those since of which nobody knows. */
  private List<Checkpoint> storeUntilThePowerFails(Checkpoint before) throws Exception {
    List<Checkpoint> possible = new ArrayList<>(List.of(before));
    ForgetfulVolumes disk = new ForgetfulVolumes();
    try (CheckpointFile file = CheckpointFile.open(path, disk)) {
      assertThat(file.stored()).hasValue(before);
      for (int stores = random.nextInt(5); stores > 0; stores--) {
        Checkpoint next = next();
        if (random.nextBoolean()) {
          file.store(next);
          possible.clear();
        } else {
          disk.failNextSyncBy = random;
          assertThatThrownBy(() -> file.store(next)).isInstanceOf(IOException.class);
        }
        possible.add(next);
      }
    }
    disk.cut(random);
    return possible;
  }

  /** A torn first one is found out: what was delivered until then is delivered again. */
  @Test
  void aFirstOneThatIsTornIsNoPosition() throws Exception {
    for (int cut = 0; cut < 50; cut++) {
      path = directory.resolve(cut + ".checkpoint");
      Checkpoint first = next();
      ForgetfulVolumes disk = new ForgetfulVolumes();
      try (CheckpointFile file = CheckpointFile.open(path, disk)) {
        disk.failNextSyncBy = random;
        assertThatThrownBy(() -> file.store(first)).isInstanceOf(IOException.class);
      }
      try (CheckpointFile file = CheckpointFile.open(path, SegmentVolumes.MAPPED)) {
        assertThat(file.stored().orElse(first)).as("seed %d, cut %d", seed, cut).isEqualTo(first);
      } catch (DamagedCheckpointException e) {
        assertThat(e).hasMessageContaining(path.toString());
      }
    }
  }

  /** Of any size up to all of a slot's pages. */
  private Checkpoint next() {
    int open = random.nextInt(random.nextBoolean() ? 10 : Checkpoint.MAX_OPEN);
    long first = position;
    position += Checkpoint.MAX_OPEN + 1;
    return new Checkpoint(7, position, LongStream.range(first, first + open).boxed().toList());
  }

  private void store(Checkpoint checkpoint) throws Exception {
    try (CheckpointFile file = CheckpointFile.open(path, SegmentVolumes.MAPPED)) {
      file.store(checkpoint);
    }
  }

  private Checkpoint stored() throws Exception {
    try (CheckpointFile file = CheckpointFile.open(path, SegmentVolumes.MAPPED)) {
      return file.stored().orElseThrow();
    }
  }
}
