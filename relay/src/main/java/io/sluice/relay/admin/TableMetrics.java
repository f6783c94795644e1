package io.sluice.relay.admin;

import io.sluice.relay.report.Counter;
import io.sluice.relay.report.TableCounters;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What is counted for each table of a destination, from its first change on. */
final class TableMetrics {
  private static final List<String> LABELS = List.of("destination", "keyspace", "table");

  private TableMetrics() {}

  static Stream<Metric> all() {
    return Stream.concat(
        TableCounters.COUNTED.stream().map(TableMetrics::counter), Stream.of(deliveredAt()));
  }

  private static Metric counter(Counter counter) {
    return Metric.counter(
        "sluice_relay_table_" + counter.name().toLowerCase(Locale.ROOT) + "_total",
        "the same by table: " + counter.meaning(),
        LABELS,
        (reading, values) ->
            forEach(
                reading,
                (name, table) ->
                    values.add(table.get(counter), name, table.keyspace(), table.table())));
  }

  private static Metric deliveredAt() {
    return Metric.gauge(
        "sluice_relay_table_delivered_timestamp_seconds",
        "when Kafka acknowledged the table's last record: seconds since the epoch",
        LABELS,
        (reading, values) ->
            forEach(
                reading,
                (name, table) ->
                    table
                        .deliveredAt()
                        .ifPresent(at -> values.add(at, name, table.keyspace(), table.table()))));
  }

  private static void forEach(RelayReading reading, BiConsumer<String, TableCounters> action) {
    reading
        .counters()
        .forEach(
            (name, counters) -> counters.tables().forEach(table -> action.accept(name, table)));
  }
}
