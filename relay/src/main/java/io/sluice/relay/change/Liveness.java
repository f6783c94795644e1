package io.sluice.relay.change;

/**
 * That a row exists by itself, as INSERT makes it.
 *
 * @param timestamp writetime in microseconds since the epoch
 * @param ttl in seconds; 0: none
 * @param localExpirationTime when the TTL ends: seconds since the epoch; means nothing without TTL
 */
public record Liveness(long timestamp, int ttl, long localExpirationTime) {}
