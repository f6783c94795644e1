package io.sluice.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
  @Test
  void hasAUnitOfItsSize() {
    assertThat(Quantity.bytes(999)).isEqualTo("999 B");
    assertThat(Quantity.bytes(1_234_000)).isEqualTo("1.23 MB");
    assertThat(Quantity.bytes(35e12)).isEqualTo("35.0 TB");
    assertThat(Quantity.of(2_500_000, "bit/s")).isEqualTo("2.50 Mbit/s");
  }

  @Test
  void isATime() {
    assertThat(Quantity.time(3)).isEqualTo("3.00 s");
    assertThat(Quantity.time(600)).isEqualTo("10.0 min");
    assertThat(Quantity.time(4 * 3_600)).isEqualTo("4.00 h");
    assertThat(Quantity.time(3 * 86_400)).isEqualTo("3.00 days");
  }

  @Test
  void isAWholeNumber() {
    assertThat(Quantity.count(333_333.3)).isEqualTo("333,333");
  }
}
