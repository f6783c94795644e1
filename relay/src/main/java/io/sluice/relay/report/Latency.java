package io.sluice.relay.report;

import com.google.common.primitives.ImmutableLongArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long things took, counted by classes of duration. Any thread may add and read; to add takes
 * no lock and allocates nothing.
 */
public final class Latency {
  private static final double MICROS = 1e6;

  /** Upper bounds, inclusive: from a healthy way to Kafka to an outage of it. Microseconds. */
  private static final long[] BOUNDS = {
    1_000,
    2_000,
    5_000,
    10_000,
    20_000,
    50_000,
    100_000,
    200_000,
    500_000,
    1_000_000,
    2_000_000,
    5_000_000,
    10_000_000,
    30_000_000,
    60_000_000,
    300_000_000,
    900_000_000,
    3_600_000_000L
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
  private final LongAdder sum = new LongAdder();

  /**
   * What was counted up to a moment.
   *
   * @param counts for each of {@link #bounds}, of what is above the bound before it
   * @param sum seconds
   */
  public record Reading(ImmutableLongArray counts, double sum) {}

  /** Upper bounds of the classes: seconds, the last one infinite. */
  public static double[] bounds() {
    double[] bounds = new double[BOUNDS.length + 1];
    for (int i = 0; i < BOUNDS.length; i++) {
      bounds[i] = BOUNDS[i] / MICROS;
    }
    bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** Counts a duration; one that is negative, since a clock was set back, as none. */
  void add(long micros) {
    long duration = Math.max(0, micros);
    int index = 0;
    while (index < BOUNDS.length && duration > BOUNDS[index]) {
      index++;
    }
    counts.getAndIncrement(index);
    sum.add(duration);
  }

  /** What was counted by now. */
  public Reading read() {
    long[] now = new long[counts.length()];
    for (int i = 0; i < now.length; i++) {
      now[i] = counts.get(i);
    }
    return new Reading(ImmutableLongArray.copyOf(now), sum.sum() / MICROS);
  }
}
