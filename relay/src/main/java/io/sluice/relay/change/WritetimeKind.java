package io.sluice.relay.change;

/** Whether a change's writetimes are those that Cassandra stored. */
public enum WritetimeKind {
  STORED,
  /** Of a conditional write, which is stored with another. */
  PROPOSED,
  /** Only the outcome of a write says whether it was conditional, and it has none. */
  UNKNOWN
}
