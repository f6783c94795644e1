package io.sluice.relay.report;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A warning that may come a thousand times a second: the first is logged, then one in an interval,
 * with the number of those that were not. For one thread.
 */
public final class RepeatedWarning {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Logger log;
  private final LongSupplier nanoTime;
  private long nextAt;
  private long silent;
  private boolean active;

  public RepeatedWarning(Logger log) {
    this(log, System::nanoTime);
  }

  RepeatedWarning(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  public void warn(String message) {
    long now = nanoTime.getAsLong();
    if (active && now - nextAt < 0) {
      silent++;
      return;
    }
    log.warn("{}{}", message, silent == 0 ? "" : " (" + silent + " more like this before it)");
    active = true;
    silent = 0;
    nextAt = now + INTERVAL.toNanos();
  }

  /** Says that it is over, if it had been warned of; the next warning is logged at once. */
  public void over(String message) {
    if (active) {
      log.info("{}", message);
      active = false;
      silent = 0;
    }
  }
}
