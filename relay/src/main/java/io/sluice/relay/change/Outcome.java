package io.sluice.relay.change;

/** What is known of a captured write. */
public enum Outcome {
  /** Cassandra took it, and told the client so. */
  APPLIED,
  /** It is not in the database and never will be: it must not be delivered. */
  FAILED,
  /** It may be in the database, or come to be: it timed out, or nobody lived to tell. */
  UNKNOWN,
  /** Nothing, and nobody waits for it: the destination wants every attempt at once. */
  NOT_AWAITED
}
