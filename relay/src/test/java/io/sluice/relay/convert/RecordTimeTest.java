package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
  private static final long CAPTURED = 1_700_000_000_000_999L;

  @Test
  void itIsTheWritetime() {
    assertThat(timeOf(CAPTURED - 1000, CAPTURED)).isEqualTo(1_699_999_999_999L + 1 - 1);
    assertThat(timeOf(0, CAPTURED)).isZero();
    assertThat(timeOf(1999, CAPTURED)).isEqualTo(1);
  }

  @Test
  void aLittleAheadIsTheWritetimeToo() {
    assertThat(timeOf(CAPTURED + micros(Duration.ofMinutes(55)), CAPTURED))
        .isEqualTo(1_700_000_000_000L + Duration.ofMinutes(55).toMillis());
  }

  @Test
  void aWritetimeThatABrokerWouldRefuseGivesWayToTheCapture() {
    long captured = CAPTURED / 1000;

    assertThat(timeOf(CAPTURED + micros(Duration.ofHours(1)), CAPTURED)).isEqualTo(captured);
    assertThat(timeOf(Long.MAX_VALUE, CAPTURED)).isEqualTo(captured);
    assertThat(timeOf(-1, CAPTURED)).isEqualTo(captured);
    assertThat(timeOf(Long.MIN_VALUE, CAPTURED)).isEqualTo(captured);
  }

  @Test
  void itIsNeverNegative() {
    assertThat(timeOf(-1, -1)).isZero();
    assertThat(timeOf(Long.MAX_VALUE, Long.MIN_VALUE)).isZero();
  }

  private static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }

  private static long timeOf(long writetime, long capturedAt) {
    PrimaryKey key = new PrimaryKey(List.of(), List.of());
    return RecordTime.of(
        new Delete(
            Changes.captured(Changes.DEMO, capturedAt),
            Changes.ID,
            key,
            Scope.ROW,
            new Deletion(writetime, 0)));
  }
}
