package io.sluice.relay;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.report.RepeatedWarning;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that makes positions durable, twice a second, and deletes the segments behind them: so
 * that no destination's thread ever waits for the disk. Life cycle: constructed, {@link #start},
 * {@link #stop}.
 */
final class Keeper {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final Destinations destinations;
  private final SegmentCleaner cleaner;
  private final Consumer<Throwable> onDeath;
  private final RepeatedWarning warning = new RepeatedWarning(log);
  private final Thread thread = new Thread(this::run, "sluice-checkpoints");
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * Does nothing yet.
   *
   * @param onDeath told of what the thread does not survive: an error, or another relay that has
   *     the journal
   */
  Keeper(Destinations destinations, SegmentCleaner cleaner, Consumer<Throwable> onDeath) {
    this.destinations = destinations;
    this.cleaner = cleaner;
    this.onDeath = onDeath;
    thread.setUncaughtExceptionHandler((t, e) -> onDeath.accept(e));
  }

  void start() {
    thread.start();
  }

  /** Ends the thread, then stores once more what the destinations' threads reached last. */
  void stop() throws InterruptedException {
    stopping.countDown();
    thread.join();
    destinations.store();
  }

  private void run() {
    try {
      while (!isStopping()) {
        destinations.store();
        clean();
      }
    } catch (DirectoryInUseException e) {
      onDeath.accept(e);
    }
  }

  private void clean() throws DirectoryInUseException {
    try {
      cleaner.clean(destinations.released());
    } catch (RuntimeException e) {
      warning.warn("cannot delete segments that are delivered: " + e + "; trying again");
      log.debug("cannot delete segments", e);
    }
  }

  private boolean isStopping() {
    try {
      return stopping.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }
}
