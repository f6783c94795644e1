package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Patience patience = new Patience(Duration.ofNanos(10), now::get);

  @Test
  void itIsOverOnceAndForAll() {
    assertThat(patience.isOver("a")).isFalse();
    now.addAndGet(9);
    assertThat(patience.isOver("a")).isFalse();
    now.addAndGet(1);
    assertThat(patience.isOver("a")).isTrue();
    assertThat(patience.isOver("a")).isTrue();
    assertThat(patience.isOver("b")).isFalse();
  }

  @Test
  void aResetBeginsItAnew() {
    assertThat(patience.isOver("a")).isFalse();
    now.addAndGet(10);
    patience.reset("b");
    assertThat(patience.isOver("a")).isTrue();
    patience.reset("a");
    assertThat(patience.isOver("a")).isFalse();
  }
}
