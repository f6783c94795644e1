package io.sluice.relay;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Position;
import java.time.Duration;
import java.util.List;
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

  private final List<Destination> destinations;
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
  Keeper(List<Destination> destinations, SegmentCleaner cleaner, Consumer<Throwable> onDeath) {
    this.destinations = List.copyOf(destinations);
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
    store();
  }

  private void run() {
    try {
      while (!isStopping()) {
        store();
        clean();
      }
    } catch (DirectoryInUseException e) {
      onDeath.accept(e);
    }
  }

  private void store() {
    for (Destination destination : destinations) {
      try {
        destination.store();
      } catch (RuntimeException e) { // must not keep the others from being stored
        warn("cannot store the position of destination " + destination.name(), e);
      }
    }
  }

  private void clean() throws DirectoryInUseException {
    try {
      cleaner.clean(released());
    } catch (RuntimeException e) {
      warn("cannot delete segments that are delivered", e);
    }
  }

  private void warn(String what, RuntimeException error) {
    warning.warn(what + ": " + error + "; trying again");
    log.debug("{}", what, error);
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
