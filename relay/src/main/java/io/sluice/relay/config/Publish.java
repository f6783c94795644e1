package io.sluice.relay.config;

/** When a captured write is delivered. */
public enum Publish {
  /** When its outcome is known; one that failed never is. */
  CONFIRMED,
  /** As soon as it is captured, whatever becomes of it. */
  IMMEDIATELY
}
