package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void isMedianLowestAndHighest() {
    assertThat(Spread.of(List.of(3.0, 1.0, 9.0, 2.0, 4.0))).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void isWrittenWithDigitsThatCount() {
    assertThat(new Spread(1234.4, 0.123, 45.67)).hasToString("1234 (0.12–45.7)");
  }
}
