package io.sluice.tests.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches the file with the position of a relay's destination, to know what it covers at the least:
 * when it has changed so often since some records came that one storing began after them. Its
 * thread watches until it is closed; for any thread.
 */
final class StoredPosition implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(20);

  /** The first was perhaps under way, the second may be the first one's other half. */
  private static final int CHANGES = 3;

  private final Path file;
  private final DeliveryLog deliveries;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "stored-position");
  private volatile int covered;
  private volatile RuntimeException failure;

  StoredPosition(Path file, DeliveryLog deliveries) {
    this.file = file;
    this.deliveries = deliveries;
    thread.start();
  }

  /** So many of the records that came first need not come again. */
  int covered() {
    if (failure != null) {
      throw new IllegalStateException("cannot watch " + file, failure);
    }
    return covered;
  }

  private void run() {
    try {
      while (!isClosing()) {
        int came = deliveries.count();
        if (changes()) {
          covered = came;
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private boolean changes() {
    byte[] content = content();
    for (int changes = 0; changes < CHANGES; ) {
      if (isClosing()) {
        return false;
      }
      byte[] now = content();
      if (!Arrays.equals(now, content)) {
        content = now;
        changes++;
      }
    }
    return true;
  }

  private byte[] content() {
    try {
      return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isClosing() {
    try {
      return closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the tests", e);
    }
  }
}
