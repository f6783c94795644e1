package io.sluice.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void closeValuesAreInProportionFromZero() {
    Scale scale = Scale.of(2, 10, 100);

    assertThat(scale.isLogarithmic()).isFalse();
    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(5)).isCloseTo(50, within(0.01));
    assertThat(scale.ticks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
  }

  @Test
  void farValuesAreByTheirLogarithms() {
    Scale scale = Scale.of(20, 5000, 300);

    assertThat(scale.isLogarithmic()).isTrue();
    assertThat(scale.at(10)).isZero();
    assertThat(scale.at(100)).isCloseTo(100, within(0.01));
    assertThat(scale.at(10_000)).isCloseTo(300, within(0.01));
    assertThat(scale.ticks()).hasSize(4);
  }

  @Test
  void negativeValuesHaveRoomToo() {
    Scale scale = Scale.of(-4, 8, 120);

    assertThat(scale.at(-4)).isNotNegative();
    assertThat(scale.at(0)).isGreaterThan(scale.at(-4));
  }

  @Test
  void zerosAloneHaveAnAxis() {
    assertThat(Scale.of(0, 0, 100).at(0)).isZero();
  }

  @Test
  void labelsAreShort() {
    assertThat(Ticks.label(0.25)).isEqualTo("0.25");
    assertThat(Ticks.label(40)).isEqualTo("40");
    assertThat(Ticks.label(20_000)).isEqualTo("20k");
    assertThat(Ticks.label(1_500_000)).isEqualTo("1.5M");
  }
}
