package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The timestamp of a change's record: its writetime, unless a broker would refuse the record for
 * it. Writetimes are the client's to choose, but Kafka has no negative ones, and by default no
 * broker takes one that is an hour ahead ({@code message.timestamp.after.max.ms}). Such a change
 * has the time of its capture; its header {@code writetime} still tells the truth.
 */
final class RecordTime {
  /** Less than the hour, since clocks differ. */
  private static final long MOST_AHEAD_MICROS =
      TimeUnit.MICROSECONDS.convert(Duration.ofMinutes(55));

  private RecordTime() {}

  /** Milliseconds since the epoch, not negative. */
  static long of(Change change) {
    long captured = Math.max(0, change.capturedAtMicros());
    long written = change.writetime();
    boolean plausible = written >= 0 && written - captured <= MOST_AHEAD_MICROS;
    return TimeUnit.MICROSECONDS.toMillis(plausible ? written : captured);
  }
}
