package io.sluice.trigger;

import io.sluice.wal.JournalFullException;
import io.sluice.wal.JournalLockedException;
import io.sluice.wal.JournalStatistics;
import io.sluice.wal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * The journal's writer, opened by the first write that needs it: Cassandra makes trigger instances
 * where no file may be touched, and makes several. Once sealed it is not opened again. For any
 * number of threads.
 */
final class OwnedJournal {
  private static final long PATIENCE_SECONDS = 2;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path directory;
  private final JournalHandover handover;
  private final Opener opener;
  private final Runnable opened;
  private final BiConsumer<String, Throwable> failures;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile JournalWriter writer;

  // Guarded by lock.
  private String refusal;
  private long retryAt;

  /** Opens a writer. */
  interface Opener {
    JournalWriter open() throws IOException;
  }

  /**
   * The journal in a directory.
   *
   * @param opener called again, but not for every write, if it fails
   * @param opened called once, when it has succeeded
   * @param failures told why it has not
   */
  OwnedJournal(
      Path directory,
      JournalHandover handover,
      Opener opener,
      Runnable opened,
      BiConsumer<String, Throwable> failures) {
    this.directory = directory;
    this.handover = handover;
    this.opener = opener;
    this.opened = opened;
    this.failures = failures;
  }

  Path directory() {
    return directory;
  }

  /**
   * The writer, which may have been sealed.
   *
   * @throws JournalFullException if it can't be opened, or not in time
   */
  JournalWriter writer() {
    JournalWriter open = writer;
    return open == null ? open() : open;
  }

  /** Figures of the writer; empty if it is not open or the directory is not readable. */
  Optional<JournalStatistics> statistics() {
    JournalWriter open = writer;
    try {
      return open == null ? Optional.empty() : Optional.of(open.statistics());
    } catch (IOException e) {
      return Optional.empty(); // the bean says -1, and the next append says why
    }
  }

  /** Counts a change that was given up, if there is a writer that can. */
  boolean discarded(int bytes, String reason) {
    JournalWriter open = writer;
    if (open == null) {
      return false;
    }
    open.discarded(bytes, reason);
    return true;
  }

  /**
   * Seals the writer, if there is one.
   *
   * @throws IOException if its last bytes can't be brought to disk
   */
  void seal() throws IOException {
    JournalWriter open = writer;
    if (open != null) {
      open.close();
    }
  }

  private JournalWriter open() {
    lockInTime();
    try {
      if (writer == null) {
        tryOpen();
      }
      return writer;
    } finally {
      lock.unlock();
    }
  }

  private void lockInTime() {
    try {
      if (lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new JournalFullException(
        "the journal " + directory + " is being opened, and it takes long: the disk is slow");
  }

  private void tryOpen() {
    if (refusal != null && System.nanoTime() - retryAt < 0) {
      throw new JournalFullException(refusal);
    }
    try {
      // Set before the handover lets others in, so that whoever becomes the owner next can seal it.
      handover.takeOver(() -> writer = opener.open());
      opened.run();
    } catch (IOException | RuntimeException e) {
      refusal = "the journal " + directory + " cannot be opened: " + reason(e);
      retryAt = System.nanoTime() + RETRY_NANOS;
      failures.accept(refusal, e);
      throw new JournalFullException(refusal);
    }
  }

  /** The journal's own messages say it all; the system's are often no more than a file's name. */
  private static String reason(Exception e) {
    if (e instanceof JournalLockedException || e instanceof JournalFullException) {
      return e.getMessage();
    }
    return e + "; check its path, owner and mode (key `directory` in " + TriggerSettings.FILE + ")";
  }
}
