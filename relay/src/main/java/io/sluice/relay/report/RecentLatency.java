package io.sluice.relay.report;

import com.google.common.primitives.ImmutableLongArray;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * A {@link Latency} of about the last minute; for the first minute in which anybody asks, of all
 * the time before. Nothing runs by itself: who asks sees to it that there is something to compare
 * with later. Any thread.
 */
public final class RecentLatency {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofSeconds(5);

  private final Latency latency;
  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(Instant at, Latency.Reading reading) {}

  /** Durations within which a half, and 99 of a hundred, were: seconds. */
  public record Quantiles(double p50, double p99) {}

  RecentLatency(Latency latency) {
    this.latency = latency;
    looks.add(new Look(Instant.EPOCH, latency.read()));
  }

  /** Empty if nothing was counted. */
  public synchronized Optional<Quantiles> at(Instant now) {
    Latency.Reading reading = latency.read();
    while (looks.size() > 1 && second().at.isBefore(now.minus(WINDOW))) {
      looks.removeFirst();
    }
    long[] counts = minus(reading.counts(), looks.getFirst().reading.counts());
    if (Duration.between(looks.getLast().at, now).compareTo(STEP) >= 0) {
      looks.addLast(new Look(now, reading));
    }
    return quantiles(counts);
  }

  private Look second() {
    return looks.stream().skip(1).findFirst().orElseThrow();
  }

  private static long[] minus(ImmutableLongArray now, ImmutableLongArray before) {
    long[] difference = new long[now.length()];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = now.get(i) - before.get(i);
    }
    return difference;
  }

  private static Optional<Quantiles> quantiles(long[] counts) {
    long total = Arrays.stream(counts).sum();
    return total == 0
        ? Optional.empty()
        : Optional.of(new Quantiles(quantile(0.5 * total, counts), quantile(0.99 * total, counts)));
  }

  /** As Prometheus does: as if the durations of a class were spread evenly. */
  private static double quantile(double rank, long[] counts) {
    double[] bounds = Latency.bounds();
    double below = 0;
    int index = 0;
    while (index < counts.length - 1 && below + counts[index] < rank) {
      below += counts[index++];
    }
    double lower = index == 0 ? 0 : bounds[index - 1];
    if (index == counts.length - 1) {
      return lower; // all that is known is that it was longer
    }
    return lower + (bounds[index] - lower) * (rank - below) / counts[index];
  }
}
