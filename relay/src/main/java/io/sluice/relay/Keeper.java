package io.sluice.relay;

import io.sluice.wal.Position;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that makes positions durable, twice a second, and deletes the segments behind them: so
 * that no destination's thread ever waits for the disk. Life cycle: constructed, {@link #start},
 * {@link #stop}.
 */
final class Keeper {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final List<Destination> destinations;
  private final SegmentCleaner cleaner;
  private final Thread thread = new Thread(this::run, "sluice-checkpoints");
  private final CountDownLatch stopping = new CountDownLatch(1);

  Keeper(List<Destination> destinations, SegmentCleaner cleaner) {
    this.destinations = List.copyOf(destinations);
    this.cleaner = cleaner;
  }

  void start() {
    thread.start();
  }

  /** Ends the thread, then stores once more what the destinations' threads reached last. */
  void stop() throws InterruptedException {
    stopping.countDown();
    thread.join();
    destinations.forEach(Destination::store);
  }

  private void run() {
    while (!isStopping()) {
      destinations.forEach(Destination::store);
      cleaner.clean(released());
    }
  }

  private boolean isStopping() {
    try {
      return stopping.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private long released() {
    return destinations.stream().mapToLong(Destination::released).min().orElse(Position.NONE);
  }
}
