package io.sluice.wal;

/** The wall clock, as the journal stores it: microseconds since the epoch. */
final class Clock {

  private Clock() {}

  static long micros() {
    return System.currentTimeMillis() * 1000;
  }
}
