package io.sluice.relay;

import io.sluice.relay.config.RelayConfig;
import java.util.List;

/**
 * How a relay stands.
 *
 * @param config that it runs with now
 * @param destinations in the order in which they began
 */
public record RelayStatus(RelayConfig config, List<DestinationStatus> destinations) {}
