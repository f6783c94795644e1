package io.sluice.relay;

import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.publish.DeadLetters;
import io.sluice.relay.report.Counters;
import io.sluice.wal.JournalDirectory;

/**
 * What all pipelines of a queue have in common.
 *
 * @param share which of the destination's changes are the queue's
 * @param schemas shared by all destinations
 * @param reports shared by the destination's queues
 */
record PipelineContext(
    RelayConfig relay,
    DestinationConfig destination,
    Share share,
    StateDirectory state,
    TableSchemas schemas,
    Reports reports,
    DeadLetters deadLetters) {

  PipelineContext(
      RelayConfig relay,
      DestinationConfig destination,
      Share share,
      StateDirectory state,
      TableSchemas schemas,
      Reports reports) {
    this(
        relay,
        destination,
        share,
        state,
        schemas,
        reports,
        new DeadLetters(
            destination.name(),
            reports.deadLetters(),
            reports.counters(),
            destination.haltAfter()));
  }

  Counters counters() {
    return reports.counters();
  }

  /** The name of the queue. */
  String queue() {
    return Share.queue(destination.name(), share.lane());
  }

  JournalDirectory journal() {
    return JournalDirectory.of(relay.journal());
  }
}
