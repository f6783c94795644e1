package io.sluice.tests.harness;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a topic.
 *
 * @param key as it came
 * @param value as it came; null for a tombstone
 * @param timestamp milliseconds since the epoch
 * @param headers by name
 */
public record Event(
    String topic,
    int partition,
    String key,
    String value,
    long timestamp,
    Map<String, String> headers) {

  static Event of(ConsumerRecord<String, String> kafka) {
    Map<String, String> headers = new TreeMap<>();
    kafka
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return new Event(
        kafka.topic(),
        kafka.partition(),
        kafka.key(),
        kafka.value(),
        kafka.timestamp(),
        Map.copyOf(headers));
  }

  /** INSERT, UPDATE or DELETE. */
  public String operation() {
    return headers.get("operation");
  }

  /** row, range, partition or static; null where none is given. */
  public String scope() {
    return headers.get("scope");
  }

  /** Seconds; null without one. */
  public String ttl() {
    return headers.get("ttl");
  }

  /** What became of the write: {@code unknown}; null if it was applied. */
  public String outcome() {
    return headers.get("outcome");
  }

  /** {@code proposed} if the writetime is not the one that Cassandra stored; else null. */
  public String writetimeKind() {
    return headers.get("writetime_kind");
  }

  /** The identity of the change. */
  public String changeId() {
    return headers.get("change_id");
  }

  /** Microseconds since the epoch. */
  public long writetime() {
    return Long.parseLong(headers.get("writetime"));
  }
}
