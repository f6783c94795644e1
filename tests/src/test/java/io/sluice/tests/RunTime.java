package io.sluice.tests;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Tells a time that a server chose from one that a test did: the tests were running. */
final class RunTime {
  private static final long START = ManagementFactory.getRuntimeMXBean().getStartTime();

  private RunTime() {}

  /** Whether it lies between the start of the tests and now. */
  static boolean holdsMillis(long millis) {
    return millis >= START && millis <= System.currentTimeMillis();
  }

  static boolean holdsMicros(long micros) {
    return holdsMillis(TimeUnit.MICROSECONDS.toMillis(micros));
  }

  /** Whether any moment of that second does. */
  static boolean holdsSeconds(long seconds) {
    return seconds >= TimeUnit.MILLISECONDS.toSeconds(START)
        && seconds <= TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
  }
}
