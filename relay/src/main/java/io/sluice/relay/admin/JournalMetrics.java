package io.sluice.relay.admin;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How large the journal is. A metric without a value is one that cannot be told. */
final class JournalMetrics {
  private JournalMetrics() {}

  static Stream<Metric> all() {
    return Stream.of(
        gauge("sluice_journal_segments", "segments in the journal", JournalView::segments),
        gauge(
            "sluice_journal_bytes",
            "bytes of all segments of the journal, those kept for the dedupe window included",
            JournalView::bytes),
        gauge(
            "sluice_journal_max_backlog_bytes",
            "the trigger's max_backlog, beyond which writes are refused or changes discarded",
            JournalView::maxBacklogBytes));
  }

  private static Metric gauge(String name, String help, Function<JournalView, Number> value) {
    return Metric.gauge(
        name,
        help,
        List.of(),
        (reading, values) -> {
          Number now = value.apply(reading.journal());
          if (now != null) {
            values.add(now);
          }
        });
  }
}
