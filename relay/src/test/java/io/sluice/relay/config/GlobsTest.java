package io.sluice.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "*, a, true",
    "a*, *b, true",
    "a*, b*, false",
    "*a, *b, false",
    "a*c, ab*, true",
    "a*c, ab*d, false",
    "'', '', true",
    "'', *, true",
    "'', a, false",
    "a*b*c, abc, true",
    "**, x, true",
    "ab, a, false",
    "orders_*, orders_2026, true"
  })
  void twoOverlapWhereANameFitsBoth(String one, String other, boolean overlap) {
    assertThat(Globs.overlap(one, other)).isEqualTo(overlap);
    assertThat(Globs.overlap(other, one)).isEqualTo(overlap);
  }
}
