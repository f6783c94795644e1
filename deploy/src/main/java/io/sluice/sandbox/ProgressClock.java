package io.sluice.sandbox;

import java.time.Duration;

/**
 * Reports a server's start at once, every few seconds, and at its end. For one start and one
 * thread.
 */
final class ProgressClock {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final String title;
  private final Progress progress;
  private Duration next = Duration.ZERO;
  private Duration last = Duration.ZERO;

  ProgressClock(String title, Progress progress) {
    this.title = title;
    this.progress = progress;
  }

  void passed(Duration sinceStart) {
    last = sinceStart;
    if (sinceStart.compareTo(next) >= 0) {
      progress.report(title + ": starting … " + sinceStart.toSeconds() + " s");
      next = next.plus(INTERVAL);
    }
  }

  void ready(String address) {
    progress.report(title + ": ready after " + last.toSeconds() + " s, " + address);
  }
}
