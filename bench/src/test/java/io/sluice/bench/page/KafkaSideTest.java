package io.sluice.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KafkaSideTest {
  private static final KafkaSide SIDE =
      new KafkaSide(100, new UnitCosts(List.of(ScalingResults.SCALING, ScalingResults.CAPTURE)));

  @Test
  void brokersHaveRoomForAllReplicas() {
    assertThat(SIDE.bytesPerSecond()).isEqualTo(400e6);
    assertThat(SIDE.brokers()).isEqualTo(5); // 1.2 GB/s, at 250 MB/s each
    assertThat(SIDE.bytesPerDay()).isCloseTo(400e6 * 86_400 * 3, within(1.0));
  }

  @Test
  void partitionsAreForConsumers() {
    assertThat(SIDE.partitions()).isEqualTo(100);
  }

  @Test
  void aFewRelaysMakeAsManyRequestsAsAreAnswered() {
    assertThat(SIDE.connections(3)).isEqualTo(15);
    assertThat(SIDE.requests(3, 0)).isCloseTo(15 / 0.002, within(1.0));
  }

  @Test
  void lingeringMakesFewer() {
    assertThat(SIDE.requests(1_000, 0)).isGreaterThan(800_000).isLessThan(1_000_000);
    assertThat(SIDE.requests(1_000, 0.1)).isCloseTo(5_000 / 0.1, within(1.0));
  }

  /** Changes fall onto brokers by chance; a request is made of those of a period. */
  @Test
  void theFormulaTellsWhatASimulationDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int nodes = 300;
    int periods = 2_000;
    double each = Ring.CHANGES_PER_SECOND / nodes * KafkaSide.ROUND_TRIP_SECONDS;
    long requests = 0;
    for (int period = 0; period < periods; period++) {
      boolean[] brokers = new boolean[SIDE.brokers()];
      for (int change = arrivals(random, each); change > 0; change--) {
        brokers[random.nextInt(brokers.length)] = true;
      }
      for (boolean broker : brokers) {
        requests += broker ? 1 : 0;
      }
    }
    double perSecond = requests * nodes / (periods * KafkaSide.ROUND_TRIP_SECONDS);
    assertThat(SIDE.requests(nodes, 0) / perSecond).as("seed %d", seed).isBetween(0.95, 1.05);
  }

  /** As many as come by chance (Poisson), where so many are expected. */
  private static int arrivals(Random random, double expected) {
    double limit = Math.exp(-expected);
    int arrivals = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      arrivals++;
    }
    return arrivals;
  }
}
