package io.sluice.relay.config;

/** Where a destination begins that has no position yet. */
public enum Start {
  /** With the oldest change that the journal still holds. */
  OLDEST,
  /** With the first change written after the relay came to know it. */
  LATEST
}
