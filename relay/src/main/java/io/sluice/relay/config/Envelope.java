package io.sluice.relay.config;

/** The form in which a change becomes key and value. */
public enum Envelope {
  /** Primary-key columns as the key, the columns set by the change as the value. */
  FLAT,
  /** Everything that Cassandra holds of the change, as an object. */
  CHANGE,
  /** The same as Protobuf bytes: {@code event.proto}. No converter has a part in it. */
  PROTOBUF,
  /** What Debezium's connector for Cassandra sends. */
  DEBEZIUM
}
