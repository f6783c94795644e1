package io.sluice.tests.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches the files with the positions of a relay's destination, to know what they cover at the
 * least: when each has changed so often since a second after some records came that one storing
 * began after that. Its thread watches until it is closed; for any thread.
 */
final class StoredPosition implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(20);

  /** The first was perhaps under way, the second may be the first one's other half. */
  private static final int CHANGES = 3;

  /**
   * Within which a record that came is acknowledged, and that is noted, on a busy machine: what a
   * killed relay repeats at the most, as the documents have it.
   */
  private static final Duration BOUND = Duration.ofSeconds(1);

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
      while (!isClosing(INTERVAL)) {
        int came = deliveries.count();
        if (!isClosing(BOUND) && changes()) {
          covered = came;
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private boolean changes() {
    Map<Path, Integer> changes = new HashMap<>();
    Map<Path, byte[]> contents = contents();
    while (contents.keySet().stream().anyMatch(one -> changes.getOrDefault(one, 0) < CHANGES)) {
      if (isClosing(INTERVAL)) {
        return false;
      }
      Map<Path, byte[]> now = contents();
      for (Path changed : now.keySet()) {
        if (!Arrays.equals(now.get(changed), contents.get(changed))) {
          changes.merge(changed, 1, Integer::sum);
        }
      }
      contents = now;
    }
    return true;
  }

  /** Of the destination's main queue, and of its lanes. */
  private Map<Path, byte[]> contents() {
    Map<Path, byte[]> contents = new HashMap<>();
    try {
      contents.put(file, Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
      if (Files.isDirectory(file.getParent())) {
        String lanes = file.getFileName().toString().replace(".checkpoint", "+*.checkpoint");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(file.getParent(), lanes)) {
          for (Path lane : files) {
            contents.put(lane, Files.readAllBytes(lane));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  private boolean isClosing(Duration within) {
    try {
      return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
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
