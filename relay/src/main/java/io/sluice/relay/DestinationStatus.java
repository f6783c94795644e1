package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.report.Counters;
import java.util.List;
import java.util.Optional;

/**
 * How a destination stands.
 *
 * @param channels that lead to it
 * @param reached up to where it has delivered; empty if it has not begun
 * @param counters still counting
 */
public record DestinationStatus(
    DestinationConfig config,
    List<ChannelConfig> channels,
    Optional<Checkpoint> reached,
    Counters counters) {}
