package io.sluice.relay;

import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.publish.DeadLetters;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counters;
import io.sluice.wal.JournalDirectory;
import java.time.Clock;

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
    Counters counters,
    DeadLetters deadLetters) {

  PipelineContext(
      RelayConfig relay,
      DestinationConfig destination,
      StateDirectory state,
      TableSchemas schemas,
      Counters counters) {
    this(relay, destination, state, schemas, counters, deadLetters(destination, state, counters));
  }

  private static DeadLetters deadLetters(
      DestinationConfig destination, StateDirectory state, Counters counters) {
    AsideFile file = new AsideFile(state.deadLetters(destination.name()), Clock.systemUTC());
    return new DeadLetters(destination.name(), file, counters, destination.haltAfter());
  }

  JournalDirectory journal() {
    return JournalDirectory.of(relay.journal());
  }
}
