package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TroublesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource source = now::get;
  private final Troubles troubles = new Troubles(source.withZone(Clock.systemUTC().getZone()));
  private final RepeatedWarning warning =
      new RepeatedWarning(LoggerFactory.getLogger(TroublesTest.class), troubles);

  @Test
  void aWarningIsATroubleUntilItIsOver() {
    warning.warn("one");
    pass(Duration.ofSeconds(30));
    warning.warn("two");
    assertThat(troubles.all())
        .containsExactly(new Troubles.Trouble(START, START.plusSeconds(30), "two"));
    warning.over("all is well");
    assertThat(troubles.all()).isEmpty();
  }

  @Test
  void oneThatIsNotRepeatedIsForgotten() {
    warning.warn("one");
    pass(Duration.ofSeconds(61));
    assertThat(troubles.all()).isEmpty();
    warning.warn("one");
    assertThat(troubles.all())
        .singleElement()
        .extracting(Troubles.Trouble::since)
        .isEqualTo(START.plusSeconds(61));
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
