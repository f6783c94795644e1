package io.sluice.relay;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.checkpoint.Exposure;
import io.sluice.relay.checkpoint.RelayLock;
import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relay's hold on the journal that it deletes segments of: a second one with a state directory of
 * its own would lose what the first has deleted. The directory may be made later, by the node, or
 * be replaced; so the hold is taken, and looked after, again and again. For many threads.
 */
final class JournalHold implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JournalHold.class);

  private final JournalDirectory journal;
  private RelayLock lock; // null while there is none

  JournalHold(JournalDirectory journal) {
    this.journal = journal;
  }

  /**
   * Takes hold, unless it has it.
   *
   * @return false if the directory does not exist yet
   * @throws DirectoryInUseException if another relay has it
   * @throws IOException if the directory cannot be written to
   */
  synchronized boolean take() throws IOException, DirectoryInUseException {
    if (lock != null && lock.isInPlace()) {
      return true;
    }
    close();
    if (!Files.isDirectory(journal.path())) {
      return false;
    }
    lock = RelayLock.tryAcquire(journal.path()).orElseThrow(this::inUse);
    Exposure.of(journal.path(), "journal").ifPresent(log::warn);
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  private DirectoryInUseException inUse() {
    return new DirectoryInUseException(
        "journal "
            + journal.path()
            + " is in use by another relay, which deletes what it has delivered; stop that one, and"
            + " give one relay all destinations (key: journal)");
  }
}
