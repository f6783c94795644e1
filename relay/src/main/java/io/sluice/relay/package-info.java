/**
 * The relay: {@link io.sluice.relay.Relay} runs a {@link io.sluice.relay.Destination} for each
 * Kafka target, and each of them a {@link io.sluice.relay.Pipeline}, which is where the stages come
 * together: read, decode, dedupe, route, convert, publish, checkpoint. Stages do not know each
 * other.
 */
package io.sluice.relay;
