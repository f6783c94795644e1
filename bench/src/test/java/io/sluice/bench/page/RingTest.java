package io.sluice.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final UnitCosts COSTS =
      new UnitCosts(List.of(ScalingResults.SCALING, ScalingResults.CAPTURE));

  private static Ring ring(int nodes) {
    return new Ring(nodes, 100, COSTS);
  }

  @Test
  void changesAreSharedByNodesWhateverTheReplicationFactor() {
    assertThat(ring(1_000).changes()).isEqualTo(1_000);
    assertThat(ring(1_000).journalBytes()).isEqualTo(200_000);
  }

  @Test
  void diskIsForTheWindowAndTheOutage() {
    assertThat(ring(1_000).diskBytes(0)).isEqualTo(600 * 200_000.0);
    assertThat(ring(1_000).diskBytes(3_600)).isEqualTo(4_200 * 200_000.0);
  }

  @Test
  void theDefaultMayNotEvenTakeTheWindow() {
    assertThat(ring(3).defaultLastsSeconds()).isZero();
    assertThat(ring(1_000).defaultLastsSeconds())
        .isCloseTo((16L << 30) / 200_000.0 - 600, within(1.0));
  }

  @Test
  void aChangeIsKnownUntilAMillionOthersHaveCome() {
    assertThat(ring(3).knownSeconds()).isCloseTo(3, within(0.01));
    assertThat(ring(1_000).knownSeconds()).isEqualTo(600);
  }

  @Test
  void coresAreThoseOfTheRateAtANode() {
    assertThat(ring(1_000).relayCores()).isCloseTo(0.05, within(1e-9));
    assertThat(ring(30).relayCores()).isCloseTo(20e-6 * 1e6 / 30, within(1e-9));
    assertThat(ring(3).relayCores())
        .as("as a backlog, with eight destinations")
        .isCloseTo((10e-6 + 7 * 0.2e-6) * 1e6 / 3, within(1e-9));
    assertThat(ring(1_000).triggerCores()).isCloseTo(0.0005, within(1e-9));
  }

  @Test
  void longerRowsCostWhatTheyTookMore() {
    Ring ring = new Ring(1_000, 1_000, COSTS);

    assertThat(ring.relayCores()).isCloseTo(0.052, within(1e-9));
    assertThat(ring.networkBits()).isCloseTo(1_300 * 1_000 * 8.0, within(1e-3));
  }

  @Test
  void destinationsAreHalfBusy() {
    // (3.33 - 0.067) / (0.5 - 0.067)
    assertThat(ring(3).destinations()).isEqualTo(8);
    assertThat(ring(30).destinations()).isEqualTo(1);
  }

  @Test
  void thereMayBeNoNumberOfDestinationsThatIsEnough() {
    UnitCosts dear = new UnitCosts(List.of(ScalingResults.scaling(2), ScalingResults.CAPTURE));

    assertThat(new Ring(3, 100, dear).destinations()).isZero();
    assertThat(new Ring(30, 100, dear).destinations()).isEqualTo(1);
  }

  @Test
  void theTriggerCostsWhatTheNodeTookMoreIfThatIsMore() {
    assertThat(withNode(2).triggerMicros()).isEqualTo(2);
    assertThat(withNode(0.1).triggerMicros()).isEqualTo(0.5);
  }

  private static UnitCosts withNode(double micros) {
    return new UnitCosts(
        List.of(
            ScalingResults.SCALING, ScalingResults.CAPTURE, ScalingResults.nodeOverhead(micros)));
  }
}
