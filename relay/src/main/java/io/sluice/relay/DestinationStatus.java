package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.control.Switches;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RecentRecords;
import java.util.List;
import java.util.Optional;

/**
 * How a destination stands.
 *
 * @param config with whether it is transmitted to now
 * @param paused by command
 * @param channels that lead to it
 * @param reached up to where its main queue has delivered; empty if that has not begun
 * @param queues the same of all its queues
 * @param counters still counting
 * @param records the last ones, if they are wanted
 */
public record DestinationStatus(
    DestinationConfig config,
    Switches paused,
    List<ChannelStatus> channels,
    Optional<Checkpoint> reached,
    List<Optional<Checkpoint>> queues,
    Counters counters,
    RecentRecords records) {}
