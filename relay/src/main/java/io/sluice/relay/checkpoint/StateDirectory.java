package io.sluice.relay.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * What a relay keeps: {@code checkpoints/<destination>.checkpoint}, {@code
 * dead-letters/<destination>/} and {@code quarantine/<destination>/}, readable by its user only.
 * Held by one relay at a time: an operating-system lock on {@code relay.lock}, which ends with the
 * process however it ends.
 */
public final class StateDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;

  private StateDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory where needed and takes hold of it.
   *
   * @throws StateInUseException if another relay has it
   */
  public static StateDirectory acquire(Path path) throws IOException, StateInUseException {
    createDirectories(path.resolve("checkpoints"));
    FileChannel lockFile =
        FileChannel.open(
            path.resolve("relay.lock"),
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (lock(lockFile) == null) {
      lockFile.close();
      throw new StateInUseException(path);
    }
    return new StateDirectory(path, lockFile);
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
    lockFile.close(); // and with it the lock
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by a relay of this very process
    }
  }

  private static void createDirectories(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
