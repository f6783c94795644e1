package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final Refusals refusals = new Refusals(2);

  @Test
  void onlyRefusalsInARowReachTheLimit() {
    refusals.refused("a");
    refusals.accepted("a");
    refusals.refused("a");
    assertThat(refusals.isAtLimit("a")).isFalse();
    refusals.refused("a");
    assertThat(refusals.isAtLimit("a")).isTrue();
  }

  @Test
  void oneThatIsAcceptedBeginsAnew() {
    refusals.refused("a");
    refusals.refused("a");
    refusals.accepted("a");
    assertThat(refusals.isAtLimit("a")).isFalse();
  }

  @Test
  void aTopicThatWorksDoesNotVouchForAnother() {
    refusals.refused("a");
    refusals.accepted("b");
    refusals.refused("a");
    assertThat(refusals.isAtLimit("a")).isTrue();
    assertThat(refusals.isAtLimit("b")).isFalse();
  }
}
