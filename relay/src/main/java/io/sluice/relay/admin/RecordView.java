package io.sluice.relay.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.relay.DestinationStatus;
import io.sluice.relay.report.RecentRecords;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A record that was handed to Kafka, as the status page shows it. Its names are part of the API.
 *
 * @param number of the record, of its destination's since the relay was started
 */
record RecordView(
    @JsonProperty("destination") String destination,
    @JsonProperty("number") long number,
    @JsonProperty("at") String at,
    @JsonProperty("topic") String topic,
    @JsonProperty("table") String table,
    @JsonProperty("operation") String operation,
    @JsonProperty("key") String key,
    @JsonProperty("value") String value) {
  private static final int MOST = 50;

  /** The last ones of all destinations, the newest first; null if nobody is to see them. */
  static List<RecordView> of(List<DestinationStatus> destinations) {
    if (destinations.stream().noneMatch(one -> one.records().areWanted())) {
      return null;
    }
    return destinations.stream()
        .flatMap(RecordView::named)
        .sorted(Comparator.comparingLong(ByDestination::atMillis).reversed())
        .limit(MOST)
        .map(ByDestination::view)
        .toList();
  }

  private static Stream<ByDestination> named(DestinationStatus destination) {
    String name = destination.config().name();
    return destination.records().all().stream().map(record -> new ByDestination(name, record));
  }

  private record ByDestination(String destination, RecentRecords.Shown record) {
    long atMillis() {
      return record.atMillis();
    }

    RecordView view() {
      return new RecordView(
          destination,
          record.number(),
          Instant.ofEpochMilli(record.atMillis()).toString(),
          record.topic(),
          record.table(),
          record.operation(),
          record.key(),
          record.value());
    }
  }
}
