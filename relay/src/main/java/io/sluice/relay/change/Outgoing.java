package io.sluice.relay.change;

import java.util.List;

/** A change as a Kafka record, serialized: all that is left is to send it. */
public final class Outgoing {
  private final String topic;
  private final byte[] key;
  private final byte[] value;
  private final long timestampMillis;
  private final List<Header> headers;

  /**
   * @param value null: a tombstone, by which a compacted topic forgets the key
   * @param timestampMillis of the record: milliseconds since the epoch, never negative
   */
  public Outgoing(
      String topic, byte[] key, byte[] value, long timestampMillis, List<Header> headers) {
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.timestampMillis = timestampMillis;
    this.headers = List.copyOf(headers);
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
}
