package io.sluice.trigger;

import java.time.Instant;

/** The node's wall clock, as records hold it. */
final class CaptureClock {
  private static final long MICROS = 1_000_000;
  private static final int NANOS_PER_MICRO = 1000;

  private CaptureClock() {}

  /** Microseconds since the epoch. */
  static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * MICROS + now.getNano() / NANOS_PER_MICRO;
  }
}
