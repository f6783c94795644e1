package io.sluice.bench;

import java.time.Duration;

/** The CPU time of another process of this machine, user and system, to the hundredth second. */
final class ProcessCpu {
  private ProcessCpu() {}

  /**
   * What it has used since it began, in microseconds.
   *
   * @throws IllegalStateException if it has ended
   */
  static double micros(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .map(nanos -> nanos / 1e3)
        .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
  }
}
