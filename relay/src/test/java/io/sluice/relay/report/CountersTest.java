package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {
  @Test
  void onlyWhatHappenedIsShown() {
    Counters counters = new Counters();
    counters.add(Counter.DELIVERED, 3);
    counters.add(Counter.DEAD_LETTERS);

    assertThat(counters).hasToString("delivered=3 dead_letters=1");
    assertThat(counters.get(Counter.DELIVERED)).isEqualTo(3);
    assertThat(counters.get(Counter.GAPS)).isZero();
  }

  @Test
  void everyCounterSaysWhatItMeans() {
    assertThat(Counter.values()).allSatisfy(c -> assertThat(c.meaning()).isNotBlank());
  }
}
