package io.sluice.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to write a journal: an operating-system lock, which ends with the process that has it,
 * however it ends. A reader looks at it to tell a silent writer from a dead one.
 */
final class JournalLock implements AutoCloseable {

  /** Readers hold the lock for an instant when they look: see {@link #isHeld}. */
  private static final int TRIES = 50;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final FileChannel channel;
  private final FileLock lock;

  private JournalLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * @throws JournalLockedException if another writer has it
   */
  static JournalLock acquire(JournalDirectory directory) throws IOException {
    Path file = directory.lockFile();
    if (!Files.exists(file)) {
      JournalDirectory.createFile(file);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    for (int i = 0; i < TRIES; i++) {
      FileLock lock = tryLock(channel, false);
      if (lock != null) {
        return new JournalLock(channel, lock);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    channel.close();
    throw new JournalLockedException(directory.path());
  }

  /** Whether a writer lives. Takes a shared lock for an instant where none does. */
  static boolean isHeld(JournalDirectory directory) throws IOException {
    if (!Files.exists(directory.lockFile())) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(directory.lockFile(), StandardOpenOption.READ);
        FileLock lock = tryLock(channel, true)) {
      return lock == null;
    }
  }

  private static FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException e) {
      return null; // held by a writer of this very process
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
