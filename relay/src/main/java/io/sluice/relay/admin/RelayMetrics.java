package io.sluice.relay.admin;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.sluice.relay.report.Counter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a relay counts and measures, in Prometheus' text format. For any thread. */
final class RelayMetrics {
  private static final String DESTINATION = "destination";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RelayView relay;

  RelayMetrics(RelayView relay) {
    this.relay = relay;
    for (Counter counter : Counter.values()) {
      register(counter);
    }
    register(
        "sluice_relay_backlog_bytes",
        "bytes of the journal that the destination has yet to pass",
        DestinationView::backlogBytes);
    register(
        "sluice_relay_backlog_seconds",
        "age of the oldest change that the destination has yet to deliver; 0 if there is none",
        DestinationView::backlogSeconds);
    register(
        "sluice_relay_troubles",
        "what the destination is warned of now: 0 if all is well",
        view -> view.troubles().size());
  }

  private void register(Counter counter) {
    String name = counter.name().toLowerCase(Locale.ROOT);
    CounterWithCallback.builder()
        .name("sluice_relay_" + name)
        .help(counter.meaning())
        .labelNames(DESTINATION)
        .callback(
            callback ->
                relay
                    .destinations()
                    .forEach(view -> callback.call(view.counters().get(name), view.name())))
        .register(registry);
  }

  private void register(String name, String help, ToDoubleFunction<DestinationView> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(DESTINATION)
        .callback(
            callback ->
                relay
                    .destinations()
                    .forEach(view -> callback.call(value.applyAsDouble(view), view.name())))
        .register(registry);
  }

  void write(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
  }
}
