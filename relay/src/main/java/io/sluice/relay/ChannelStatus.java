package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.route.Span;
import java.util.List;
import java.util.Optional;

/**
 * How a channel stands.
 *
 * @param collecting whether it takes what is written now
 * @param transmitting whether it is not paused; its destination may be nevertheless
 * @param ownQueue whether it has a queue of its own, since it is or was paused
 * @param dropped what of the journal it does not take
 * @param reached up to where its queue has delivered; empty if that has not begun
 */
public record ChannelStatus(
    ChannelConfig config,
    boolean collecting,
    boolean transmitting,
    boolean ownQueue,
    List<Span> dropped,
    Optional<Checkpoint> reached) {}
