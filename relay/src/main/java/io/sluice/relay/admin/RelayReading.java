package io.sluice.relay.admin;

import io.sluice.relay.report.Counters;
import java.util.List;
import java.util.Map;

/**
 * How a relay stands at one moment: all metrics of a scrape are read off the same one.
 *
 * @param counters of destinations, by name; still counting
 */
record RelayReading(
    List<DestinationView> destinations,
    List<ChannelView> channels,
    Map<String, Counters> counters,
    JournalView journal) {

  static RelayReading of(RelayView relay) {
    return new RelayReading(
        relay.destinations(), relay.channels(), relay.counters(), relay.journal());
  }
}
