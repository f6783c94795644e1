package io.sluice.relay.admin;

import io.sluice.relay.report.Counter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is counted and measured for each destination. */
final class DestinationMetrics {
  private static final List<String> LABELS = List.of("destination");

  private DestinationMetrics() {}

  static Stream<Metric> all() {
    return Stream.concat(
        Arrays.stream(Counter.values()).map(DestinationMetrics::counter),
        Stream.of(
            latency(),
            gauge(
                "sluice_relay_transmitting",
                "1 if changes are sent to the destination, 0 if its transmission is off",
                view -> view.transmissionEnabled() ? 1 : 0),
            gauge(
                "sluice_relay_backlog_bytes",
                "bytes of the journal that the destination has yet to pass",
                DestinationView::backlogBytes),
            gauge(
                "sluice_relay_backlog_seconds",
                "age of the oldest change that the destination has yet to deliver; 0 if there is"
                    + " none",
                DestinationView::backlogSeconds),
            gauge(
                "sluice_relay_troubles",
                "what the destination is warned of now: 0 if all is well",
                view -> view.troubles().size())));
  }

  private static Metric counter(Counter counter) {
    return Metric.counter(
        "sluice_relay_" + counter.name().toLowerCase(Locale.ROOT) + "_total",
        counter.meaning(),
        LABELS,
        (reading, values) ->
            reading
                .counters()
                .forEach((name, counters) -> values.add(counters.get(counter), name)));
  }

  private static Metric latency() {
    return Metric.histogram(
        "sluice_relay_latency_seconds",
        "from the capture of a change to Kafka's acknowledgement of its record, or the commit",
        LABELS,
        (reading, values) ->
            reading
                .counters()
                .forEach((name, counters) -> values.add(counters.latency().read(), name)));
  }

  private static Metric gauge(String name, String help, Function<DestinationView, Number> value) {
    return Metric.gauge(
        name,
        help,
        LABELS,
        (reading, values) ->
            reading.destinations().forEach(view -> values.add(value.apply(view), view.name())));
  }
}
