package io.sluice.relay;

import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.report.Counters;
import io.sluice.wal.JournalDirectory;

/**
 * What all pipelines of a destination have in common.
 *
 * @param schemas shared by all destinations
 */
record PipelineContext(
    RelayConfig relay,
    DestinationConfig destination,
    StateDirectory state,
    TableSchemas schemas,
    Counters counters) {

  JournalDirectory journal() {
    return JournalDirectory.of(relay.journal());
  }
}
