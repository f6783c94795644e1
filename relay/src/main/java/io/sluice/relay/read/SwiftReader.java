package io.sluice.relay.read;

import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Reads a journal up to where it ends now, for whoever only looks: what a writer left behind that
 * is gone is passed over at once, where a queue's reader first waits a while to be sure. For one
 * thread.
 */
final class SwiftReader implements AutoCloseable {
  /** The first look notes that nothing is there, the next ones look at who writes. */
  private static final int LOOKS = 4;

  /** More than a reader lets pass before it looks round again. */
  private static final long LEAP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final JournalReader reader;
  private long nanos;

  SwiftReader(JournalDirectory directory, long fromSegment) {
    reader = JournalReader.open(directory, fromSegment, this::nextTime);
  }

  private long nextTime() {
    nanos += LEAP_NANOS;
    return nanos;
  }

  /** As {@link JournalReader#next}. */
  JournalReader.Result next() throws IOException {
    JournalReader.Result result = reader.next();
    for (int looks = 1; looks < LOOKS && result == JournalReader.Result.NOTHING; looks++) {
      result = reader.next();
    }
    return result;
  }

  /** What {@link #next} came upon. */
  JournalReader found() {
    return reader;
  }

  @Override
  public void close() {
    reader.close();
  }
}
