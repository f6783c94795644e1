package io.sluice.relay.config;

/** Which writetime the record of a conditional write has. */
public enum LwtWritetime {
  /** The one that the trigger saw; Cassandra stored another, and the record says so. */
  PROPOSED,
  /** The one that Cassandra stored, read back where it still can be. */
  READ
}
