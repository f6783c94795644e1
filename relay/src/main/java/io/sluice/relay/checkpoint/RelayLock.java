package io.sluice.relay.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;

/**
 * A relay's hold on a directory: an operating-system lock on {@code relay.lock} in it, which ends
 * with the process however it ends.
 */
public final class RelayLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final Object identity;

  private RelayLock(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.identity = identity(file);
  }

  /**
   * Takes hold of a directory, which has to exist.
   *
   * @return empty if another relay has it
   */
  public static Optional<RelayLock> tryAcquire(Path directory) throws IOException {
    Path file = directory.resolve("relay.lock");
    FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (lock(channel)) {
      return Optional.of(new RelayLock(file, channel));
    }
    channel.close();
    return Optional.empty();
  }

  /** False once the file was deleted or replaced: then it keeps nobody out. */
  public boolean isInPlace() throws IOException {
    try {
      return Objects.equals(identity(file), identity);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close(); // and with it the lock
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by a relay of this very process
    }
  }

  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
