package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  private final Latency latency = new Latency();

  @Test
  void aBoundBelongsToTheClassBelowIt() {
    latency.add(1_000);
    latency.add(1_001);
    latency.add(2_000);

    assertThat(latency.read().counts().toArray()).startsWith(1, 2, 0);
    assertThat(latency.read().sum()).isEqualTo(0.004001);
  }

  @Test
  void whatTakesForEverIsInTheLastClassAndWhatEndsBeforeItBeganInTheFirst() {
    latency.add(Duration.ofDays(2).toMillis() * 1000);
    latency.add(-5);

    long[] counts = latency.read().counts().toArray();
    assertThat(counts[0]).isEqualTo(1);
    assertThat(counts[counts.length - 1]).isEqualTo(1);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(2);
  }

  @Test
  void thereIsAClassForEachBoundInOrder() {
    assertThat(Latency.bounds())
        .hasSameSizeAs(latency.read().counts().toArray())
        .isSorted()
        .startsWith(0.001)
        .endsWith(3600, Double.POSITIVE_INFINITY);
  }

  @Test
  void quantilesAreThoseOfTheLastMinute() {
    RecentLatency recent = new RecentLatency(latency);
    assertThat(recent.at(START)).isEmpty();
    add(100, 4_000);
    RecentLatency.Quantiles first = recent.at(START.plusSeconds(10)).orElseThrow();
    assertThat(first.p50()).isBetween(0.002, 0.005);
    assertThat(first.p99()).isBetween(0.002, 0.005);

    add(98, 40_000);
    add(2, 400_000);
    RecentLatency.Quantiles both = recent.at(START.plusSeconds(40)).orElseThrow();
    assertThat(both.p50()).isBetween(0.002, 0.005);
    assertThat(both.p99()).isBetween(0.02, 0.05);
    RecentLatency.Quantiles second = recent.at(START.plusSeconds(75)).orElseThrow();
    assertThat(second.p50()).isBetween(0.02, 0.05);
    assertThat(second.p99()).isBetween(0.2, 0.5);

    assertThat(recent.at(START.plusSeconds(140))).isEmpty();
  }

  @Test
  void ofWhatTookForEverOnlyTheLastBoundIsKnown() {
    RecentLatency recent = new RecentLatency(latency);
    add(3, Duration.ofDays(2).toMillis() * 1000);
    assertThat(recent.at(START)).hasValue(new RecentLatency.Quantiles(3600, 3600));
  }

  private void add(int times, long micros) {
    for (int i = 0; i < times; i++) {
      latency.add(micros);
    }
  }
}
