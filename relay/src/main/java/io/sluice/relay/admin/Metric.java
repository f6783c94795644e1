package io.sluice.relay.admin;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.sluice.relay.report.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One line of {@code docs/metrics.md}, and how its values are found.
 *
 * @param name as Prometheus shows it
 * @param labels that each of its values has
 * @param reader finds the values
 */
record Metric(
    String name,
    Type type,
    List<String> labels,
    String help,
    Function<RelayReading, MetricSnapshot> reader) {

  /** Prometheus' own types. */
  enum Type {
    COUNTER("_total"),
    GAUGE(""),
    HISTOGRAM(""),
    INFO("_info");

    /** That names of this type end in. */
    private final String suffix;

    Type(String suffix) {
      this.suffix = suffix;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes the values of a metric. */
  interface Values<T> {
    /** Takes one; the labels' values in the order of their names. */
    void add(T value, String... labels);
  }

  /** Something that only grows. */
  static Metric counter(
      String name,
      String help,
      List<String> labels,
      BiConsumer<RelayReading, Values<Number>> values) {
    return new Metric(
        name,
        Type.COUNTER,
        labels,
        help,
        reading ->
            new CounterSnapshot(
                metadata(name, Type.COUNTER, help),
                points(
                    reading,
                    values,
                    labels,
                    (value, of) ->
                        new CounterDataPointSnapshot(value.doubleValue(), of, null, 0))));
  }

  /** Something that goes up and down. */
  static Metric gauge(
      String name,
      String help,
      List<String> labels,
      BiConsumer<RelayReading, Values<Number>> values) {
    return new Metric(
        name,
        Type.GAUGE,
        labels,
        help,
        reading ->
            new GaugeSnapshot(
                metadata(name, Type.GAUGE, help),
                points(
                    reading,
                    values,
                    labels,
                    (value, of) -> new GaugeDataPointSnapshot(value.doubleValue(), of, null))));
  }

  /** Durations by classes. */
  static Metric histogram(
      String name,
      String help,
      List<String> labels,
      BiConsumer<RelayReading, Values<Latency.Reading>> values) {
    return new Metric(
        name,
        Type.HISTOGRAM,
        labels,
        help,
        reading ->
            new HistogramSnapshot(
                metadata(name, Type.HISTOGRAM, help),
                points(reading, values, labels, Metric::durations)));
  }

  private static HistogramDataPointSnapshot durations(Latency.Reading reading, Labels labels) {
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(
            ClassicHistogramBuckets.of(Latency.bounds(), reading.counts().toArray()))
        .sum(reading.sum())
        .labels(labels)
        .build();
  }

  /** What something is, as labels of the value 1. */
  static Metric info(
      String name,
      String help,
      List<String> labels,
      BiConsumer<RelayReading, Values<Void>> values) {
    return new Metric(
        name,
        Type.INFO,
        labels,
        help,
        reading ->
            new InfoSnapshot(
                metadata(name, Type.INFO, help),
                points(reading, values, labels, (one, of) -> new InfoDataPointSnapshot(of))));
  }

  private static <T, P> List<P> points(
      RelayReading reading,
      BiConsumer<RelayReading, Values<T>> values,
      List<String> labels,
      BiFunction<T, Labels, P> point) {
    List<P> points = new ArrayList<>();
    values.accept(
        reading, (value, of) -> points.add(point.apply(value, Labels.of(labels, List.of(of)))));
    return points;
  }

  /** Prometheus' client puts the suffix behind the name itself. */
  private static MetricMetadata metadata(String name, Type type, String help) {
    return new MetricMetadata(name.substring(0, name.length() - type.suffix.length()), help);
  }
}
