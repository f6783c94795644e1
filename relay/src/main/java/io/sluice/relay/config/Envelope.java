package io.sluice.relay.config;

/** The form in which a change becomes key and value. */
public enum Envelope {
  /** Primary-key columns as the key, the columns set by the change as the value. */
  FLAT
}
