package io.sluice.relay.change;

import java.util.UUID;

/** The node that captured a change: its cluster, its data center and its host id. */
public record Source(String cluster, String dataCenter, UUID hostId) {}
