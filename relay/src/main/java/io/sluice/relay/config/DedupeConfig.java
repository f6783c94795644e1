package io.sluice.relay.config;

import io.sluice.relay.dedupe.DedupeWindow;
import java.time.Duration;

/**
 * How long the relay remembers changes to know a copy by.
 *
 * @param window by time of capture; segments are kept at least as long
 * @param maxEntries ids remembered for each destination, at about 32 bytes each
 */
public record DedupeConfig(Duration window, int maxEntries) {
  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);
  static final int DEFAULT_MAX_ENTRIES = 1_000_000;

  static final Duration MAX_WINDOW = Duration.ofDays(7);
  static final int MAX_MAX_ENTRIES = DedupeWindow.MOST_ENTRIES;
}
