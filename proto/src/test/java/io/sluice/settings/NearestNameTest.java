package io.sluice.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("topic", "transmission_enabled", "start", "kafka");

  @Test
  void slipsOfTheHandAreRecognised() {
    assertThat(NearestName.of("topics", KNOWN)).hasValue("topic");
    assertThat(NearestName.of("transmission-enabled", KNOWN)).hasValue("transmission_enabled");
    assertThat(NearestName.of("Kafka", KNOWN)).hasValue("kafka");
    assertThat(NearestName.of("tsart", KNOWN)).hasValue("start");
    assertThat(NearestName.of("transmision_enable", KNOWN)).hasValue("transmission_enabled");
  }

  @Test
  void otherNamesAreNot() {
    assertThat(NearestName.of("colour", KNOWN)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
  }
}
