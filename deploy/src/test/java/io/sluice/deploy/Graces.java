package io.sluice.deploy;

import java.time.Duration;

/** How long a stop takes at most. */
final class Graces {
  /** The relay's: {@code Shutdown} waits 23 s, and 3 s more for what it interrupts. */
  static final Duration RELAY = Duration.ofSeconds(26);

  private Graces() {}
}
