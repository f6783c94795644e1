package io.sluice.relay.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** This machine's clock, which is also that of the node whose journal is read. */
public final class WallClock {
  private WallClock() {}

  /** Microseconds since the epoch. */
  public static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
