package io.sluice.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoundTest {
  @Test
  void anUpperOneHoldsUpToItsLimit() {
    Bound bound = Bound.of("<= 1.25");

    assertThat(bound.holds(1.25)).isTrue();
    assertThat(bound.holds(1.26)).isFalse();
    assertThat(bound).hasToString("≤ 1.25");
  }

  @Test
  void aLowerOneHoldsFromItsLimitOn() {
    Bound bound = Bound.of(">= 3.0");

    assertThat(bound.holds(3)).isTrue();
    assertThat(bound.holds(2.99)).isFalse();
    assertThat(bound).hasToString("≥ 3");
  }

  @Test
  void whatIsNotANumberHoldsNothing() {
    assertThat(Bound.of("<= 1.0").holds(Double.NaN)).isFalse();
  }

  @Test
  void somethingElseIsNoBound() {
    assertThatThrownBy(() -> Bound.of("about 3")).hasMessageContaining("about 3");
  }
}
