package io.sluice.relay.checkpoint;

import io.sluice.wal.DurableDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.mapdb.DBException;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/**
 * The durable position of one destination: two {@linkplain CheckpointSlot slots}, each in pages of
 * its own, written in turn; the newest valid one holds. A crash at any moment leaves the other
 * whole, and with it a position that is older, never one that is too new.
 *
 * <p>What {@link #store} returned from survives a power failure. If it throws, the one stored
 * before still holds: its slot is not written to until the other is safely on disk.
 *
 * <p>For one thread at a time.
 */
public final class CheckpointFile implements AutoCloseable {
  private static final int SLOT = CheckpointSlot.SIZE;
  private static final int SIZE = 2 * SLOT;
  private static final long NO_LOCK = -1; // the state directory's lock guards all of it

  private final Volume volume;
  private CheckpointSlot durable;
  private long durableAt;

  private CheckpointFile(Volume volume) {
    this.volume = volume;
  }

  /**
   * Opens the file, and creates it where there is none.
   *
   * @param volumes makes the volume that the file is written through; tests inject faults here
   * @throws DamagedCheckpointException if both slots are damaged; {@link #discard} makes it new
   */
  public static CheckpointFile open(Path file, VolumeFactory volumes)
      throws IOException, DamagedCheckpointException {
    create(file);
    CheckpointFile checkpoint = new CheckpointFile(volume(file, volumes));
    if (!checkpoint.load()) {
      checkpoint.close();
      throw new DamagedCheckpointException(file);
    }
    return checkpoint;
  }

  /** Puts a damaged file out of the way, beside itself, for a look at it later. */
  public static void discard(Path file) throws IOException {
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis()));
  }

  /** What was stored last; empty in a new file. */
  public Optional<Checkpoint> stored() {
    return Optional.ofNullable(durable).map(CheckpointSlot::checkpoint);
  }

  /**
   * Makes a checkpoint durable. One that equals the last costs nothing.
   *
   * @throws IOException if it is not on disk for certain
   */
  public void store(Checkpoint checkpoint) throws IOException {
    if (durable != null && durable.checkpoint().equals(checkpoint)) {
      return;
    }
    CheckpointSlot next =
        new CheckpointSlot(durable == null ? 1 : durable.generation() + 1, checkpoint);
    long offset = SLOT - durableAt; // the other one
    try {
      next.write(volume, offset);
      volume.sync();
      // An InternalError is a fault in mapped memory.
    } catch (DBException | UncheckedIOException | InternalError e) {
      throw new IOException("cannot store the checkpoint: " + e.getMessage(), e);
    }
    durable = next;
    durableAt = offset;
  }

  @Override
  public void close() {
    volume.close();
  }

  /** False if there is something in the file, but nothing valid. */
  private boolean load() {
    boolean blank = true;
    for (long offset = 0; offset < SIZE; offset += SLOT) {
      blank &= CheckpointSlot.isBlank(volume, offset);
      Optional<CheckpointSlot> slot = CheckpointSlot.read(volume, offset);
      if (slot.isPresent() && (durable == null || slot.get().generation() > durable.generation())) {
        durable = slot.get();
        durableAt = offset;
      }
    }
    return blank || durable != null;
  }

  private static Volume volume(Path file, VolumeFactory volumes) throws IOException {
    try {
      return volumes.makeVolume(file.toString(), false, NO_LOCK, 0, SIZE, true);
    } catch (DBException e) {
      throw new IOException("cannot open checkpoint " + file + ": " + e.getMessage(), e);
    }
  }

  private static void create(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    DurableDirectory.sync(file.getParent()); // it may be there and not be on disk, after a crash
  }
}
