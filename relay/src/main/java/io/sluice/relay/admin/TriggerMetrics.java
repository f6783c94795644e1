package io.sluice.relay.admin;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the trigger tells in the journal: as of when it made the newest segment. A metric without a
 * value is one of which it, being older, does not tell.
 */
final class TriggerMetrics {
  private static final double MILLIS = 1000;

  private TriggerMetrics() {}

  static Stream<Metric> all() {
    return Stream.of(
        info(),
        Metric.gauge(
            "sluice_trigger_told_timestamp_seconds",
            "when the trigger told these counters: seconds since the epoch",
            List.of(),
            (reading, values) ->
                ifThere(reading, TriggerView::toldAt, (at, any) -> values.add(seconds(at)))),
        counter(
            "sluice_trigger_captured_changes_total",
            "changes written into the journal since the trigger was loaded",
            TriggerView::captured),
        counter(
            "sluice_trigger_captured_bytes_total",
            "bytes of these changes' records",
            TriggerView::capturedBytes),
        counter(
            "sluice_trigger_refused_changes_total",
            "changes that the journal had no room for, or that could not be captured",
            TriggerView::refused),
        counter(
            "sluice_trigger_discarded_changes_total",
            "those of the refused whose write went on: the changes are lost",
            TriggerView::discarded));
  }

  private static double seconds(String instant) {
    return Instant.parse(instant).toEpochMilli() / MILLIS;
  }

  private static Metric info() {
    return Metric.info(
        "sluice_trigger_info",
        "the trigger and its node",
        List.of("version", "sync", "cassandra_version", "cluster", "data_center", "host_id"),
        (reading, values) ->
            ifThere(
                reading,
                trigger -> trigger,
                (trigger, journal) ->
                    values.add(
                        null,
                        trigger.version(),
                        Objects.requireNonNullElse(journal.sync(), ""),
                        trigger.cassandraVersion(),
                        trigger.cluster(),
                        trigger.dataCenter(),
                        trigger.hostId())));
  }

  private static Metric counter(String name, String help, Function<TriggerView, Long> value) {
    return Metric.counter(
        name,
        help,
        List.of(),
        (reading, values) -> ifThere(reading, value, (count, any) -> values.add(count)));
  }

  private static <T> void ifThere(
      RelayReading reading, Function<TriggerView, T> value, BiConsumer<T, JournalView> action) {
    TriggerView trigger = reading.journal().trigger();
    T found = trigger == null ? null : value.apply(trigger);
    if (found != null) {
      action.accept(found, reading.journal());
    }
  }
}
