package io.sluice.relay.report;

import java.time.Duration;
import java.util.Optional;
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
  private final Optional<Troubles> troubles;
  private long nextAt;
  private long silent;
  private boolean active;

  /** One that is logged only. */
  public RepeatedWarning(Logger log) {
    this(log, System::nanoTime, Optional.empty());
  }

  /** One that is also among the troubles of now, until it is over. */
  RepeatedWarning(Logger log, Troubles troubles) {
    this(log, System::nanoTime, Optional.of(troubles));
  }

  RepeatedWarning(Logger log, LongSupplier nanoTime, Optional<Troubles> troubles) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.troubles = troubles;
  }

  public void warn(String message) {
    troubles.ifPresent(all -> all.told(this, message));
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
      troubles.ifPresent(all -> all.over(this));
      log.info("{}", message);
      active = false;
      silent = 0;
    }
  }
}
