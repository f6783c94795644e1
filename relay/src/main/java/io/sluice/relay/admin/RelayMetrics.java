package io.sluice.relay.admin;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sluice.relay.report.RelayVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** What a relay counts and measures, in Prometheus' text format. For any thread. */
final class RelayMetrics {
  /** All there are, whether or not they have a value now. */
  static final List<Metric> ALL =
      Stream.of(
              Stream.of(build()),
              DestinationMetrics.all(),
              ChannelMetrics.all(),
              TableMetrics.all(),
              JournalMetrics.all(),
              TriggerMetrics.all())
          .flatMap(metrics -> metrics)
          .toList();

  private final RelayView relay;

  RelayMetrics(RelayView relay) {
    this.relay = relay;
  }

  private static Metric build() {
    return Metric.info(
        "sluice_relay_build_info",
        "the relay's version",
        List.of("version"),
        (reading, values) -> values.add(null, RelayVersion.get()));
  }

  void write(OutputStream out) throws IOException {
    RelayReading reading = RelayReading.of(relay);
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    ALL.forEach(metric -> snapshots.metricSnapshot(metric.reader().apply(reading)));
    PrometheusTextFormatWriter.create().write(out, snapshots.build());
  }
}
