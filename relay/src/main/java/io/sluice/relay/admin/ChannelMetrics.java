package io.sluice.relay.admin;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How each channel stands; keyspace and table may be patterns, as in the configuration. */
final class ChannelMetrics {
  private static final List<String> LABELS =
      List.of("destination", "data_center", "keyspace", "table");

  private ChannelMetrics() {}

  static Stream<Metric> all() {
    return Stream.of(
        gauge(
            "sluice_relay_channel_transmitting",
            "1 if the channel's changes are sent, as far as that is its own and not its"
                + " destination's; 0 if it is paused",
            view -> view.transmitting() ? 1 : 0),
        gauge(
            "sluice_relay_channel_backlog_bytes",
            "bytes of the journal that the channel's queue has yet to pass",
            ChannelView::backlogBytes),
        gauge(
            "sluice_relay_channel_backlog_seconds",
            "age of the oldest change that the channel's queue has yet to deliver; 0 if there is"
                + " none",
            ChannelView::backlogSeconds));
  }

  private static Metric gauge(String name, String help, Function<ChannelView, Number> value) {
    return Metric.gauge(
        name,
        help,
        LABELS,
        (reading, values) ->
            reading
                .channels()
                .forEach(
                    view ->
                        values.add(
                            value.apply(view),
                            view.destination(),
                            view.dataCenter(),
                            view.keyspace(),
                            view.table())));
  }
}
