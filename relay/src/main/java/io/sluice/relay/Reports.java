package io.sluice.relay;

import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.read.Quarantine;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RecentRecords;
import java.time.Clock;

/**
 * What is counted of a destination, and set aside: by all its queues, as long as the relay runs.
 */
record Reports(
    Counters counters, AsideFile deadLetters, Quarantine quarantine, RecentRecords records) {
  /**
   * Of a destination of which nothing was counted yet.
   *
   * @param showsRecords whether its last records are kept to be looked at
   */
  static Reports of(String destination, StateDirectory state, boolean showsRecords) {
    Counters counters = new Counters();
    AsideFile quarantine = new AsideFile(state.quarantine(destination), Clock.systemUTC());
    return new Reports(
        counters,
        new AsideFile(state.deadLetters(destination), Clock.systemUTC()),
        new Quarantine(quarantine, counters),
        new RecentRecords(showsRecords));
  }
}
