package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaNameTest {

  @ParameterizedTest
  @CsvSource({
    "ks.t.Key, ks.t.Key",
    "my-prod.Ks_1.t2, my_prod.Ks_1.t2",
    "1ks.2t.Key, _1ks._2t.Key",
    "a..b, a._.b",
    "a., a._"
  })
  void everyPartIsAName(String name, String expected) {
    assertThat(SchemaName.of(name)).isEqualTo(expected);
  }
}
