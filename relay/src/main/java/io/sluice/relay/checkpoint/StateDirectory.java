package io.sluice.relay.checkpoint;

import io.sluice.wal.DurableDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a relay keeps: {@code checkpoints/<destination>.checkpoint}, {@code
 * dead-letters/<destination>/} and {@code quarantine/<destination>/}, readable by its user only.
 * Held by one relay at a time, by a {@link RelayLock}.
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

  public Path checkpoint(String destination) {
    return path.resolve("checkpoints").resolve(destination + ".checkpoint");
  }

  public Path deadLetters(String destination) {
    return path.resolve("dead-letters").resolve(destination);
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
