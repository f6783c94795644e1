package io.sluice.relay.change;

import java.util.List;

/** A change as a Kafka record, serialized: all that is left is to send it. */
public final class Outgoing {
  private final String topic;
  private final byte[] key;
  private final byte[] value;
  private final long timestampMillis;
  private final List<Header> headers;
  private final Table table;
  private final long capturedAtMicros;

  /**
   * A record whose change is not at hand, such as one that was kept in a file.
   *
   * @param value null: a tombstone, by which a compacted topic forgets the key
   * @param timestampMillis of the record: milliseconds since the epoch, never negative
   */
  public Outgoing(
      String topic, byte[] key, byte[] value, long timestampMillis, List<Header> headers) {
    this(topic, key, value, timestampMillis, headers, null, 0);
  }

  private Outgoing(
      String topic,
      byte[] key,
      byte[] value,
      long timestampMillis,
      List<Header> headers,
      Table table,
      long capturedAtMicros) {
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.timestampMillis = timestampMillis;
    this.headers = List.copyOf(headers);
    this.table = table;
    this.capturedAtMicros = capturedAtMicros;
  }

  /**
   * The record of a change.
   *
   * @param value null: a tombstone, by which a compacted topic forgets the key
   * @param timestampMillis of the record: milliseconds since the epoch, never negative
   */
  public static Outgoing of(
      Change change,
      String topic,
      byte[] key,
      byte[] value,
      long timestampMillis,
      List<Header> headers) {
    return new Outgoing(
        topic, key, value, timestampMillis, headers, change.table(), change.capturedAtMicros());
  }

  public String topic() {
    return topic;
  }

  /** Not a copy: whoever sends it must not write to it. */
  public byte[] key() {
    return key;
  }

  /** Null for a tombstone. Not a copy: whoever sends it must not write to it. */
  public byte[] value() {
    return value;
  }

  public long timestampMillis() {
    return timestampMillis;
  }

  public List<Header> headers() {
    return headers;
  }

  /** The table that it is a change of; null if that is not at hand. */
  public Table table() {
    return table;
  }

  /** Microseconds since the epoch by the clock of the node that captured it; 0: not at hand. */
  public long capturedAtMicros() {
    return capturedAtMicros;
  }
}
