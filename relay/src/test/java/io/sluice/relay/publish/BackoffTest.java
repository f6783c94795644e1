package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void pausesDoubleUpToALimitAndBeginAnewAfterSuccess() {
    Backoff backoff = new Backoff();
    assertThat(backoff.next()).isEqualTo(Backoff.FIRST);
    assertThat(backoff.next()).isEqualTo(Backoff.FIRST.multipliedBy(2));
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.LONGEST);
    }
    assertThat(backoff.next()).isEqualTo(Backoff.LONGEST);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Backoff.FIRST);
  }
}
