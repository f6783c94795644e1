package io.sluice.relay.checkpoint;

import io.sluice.wal.DurableDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a relay keeps: {@code checkpoints/<destination>.checkpoint}, {@code
 * dead-letters/<destination>/}, {@code quarantine/<destination>/} and {@code controls.json},
 * readable by its user only. Held by one relay at a time, by a {@link RelayLock}.
 */
public final class StateDirectory implements AutoCloseable {
  private final Path path;
  private final RelayLock lock;

  private StateDirectory(Path path, RelayLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates the directory where needed and takes hold of it.
   *
   * @throws DirectoryInUseException if another relay has it
   */
  public static StateDirectory acquire(Path path) throws IOException, DirectoryInUseException {
    createDirectories(path.resolve("checkpoints"));
    return new StateDirectory(path, RelayLock.tryAcquire(path).orElseThrow(() -> inUse(path)));
  }

  /** The position of a queue: a destination's, or one of its lanes'. */
  public Path checkpoint(String queue) {
    return path.resolve("checkpoints").resolve(queue + ".checkpoint");
  }

  /** What operators have paused. */
  public Path controls() {
    return path.resolve("controls.json");
  }

  public Path deadLetters(String destination) {
    return deadLetters(path).resolve(destination);
  }

  /** Where a state directory has a directory of dead letters for each destination. */
  public static Path deadLetters(Path state) {
    return state.resolve("dead-letters");
  }

  public Path quarantine(String destination) {
    return path.resolve("quarantine").resolve(destination);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static DirectoryInUseException inUse(Path path) {
    return new DirectoryInUseException(
        "state directory "
            + path
            + " is in use by another relay; stop that one, or give this one a directory of its own"
            + " (key: state)");
  }

  private static void createDirectories(Path directory) throws IOException {
    DurableDirectory.create(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
