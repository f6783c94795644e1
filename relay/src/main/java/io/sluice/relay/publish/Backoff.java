package io.sluice.relay.publish;

import java.time.Duration;

/** Growing pauses between attempts: 100 ms, doubled each time, up to 10 s. For one thread. */
public final class Backoff {
  static final Duration FIRST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofSeconds(10);

  private Duration pause = FIRST;

  /** The pause before the next attempt. */
  public Duration next() {
    Duration now = pause;
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return now;
  }

  /** An attempt succeeded. */
  public void reset() {
    pause = FIRST;
  }
}
