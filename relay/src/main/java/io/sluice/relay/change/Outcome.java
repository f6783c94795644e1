package io.sluice.relay.change;

/** What is known of a captured write when it is handed on. A write that failed never is. */
public enum Outcome {
  /** Cassandra took it, and told the client so. */
  APPLIED,
  /** It may be in the database, or come to be: it timed out, or nobody lived to tell. */
  UNKNOWN,
  /** The destination wants it at once, whatever becomes of it. */
  NOT_AWAITED
}
