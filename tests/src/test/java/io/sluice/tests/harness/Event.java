package io.sluice.tests.harness;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * A record of a topic.
 *
 * @param keyBytes as they came
 * @param valueBytes as they came; null for a tombstone
 * @param timestamp milliseconds since the epoch
 * @param headers by name; the values of those of one name with commas between them
 */
public record Event(
    String topic,
    int partition,
    Bytes keyBytes,
    Bytes valueBytes,
    long timestamp,
    Map<String, String> headers) {

  static Event of(ConsumerRecord<Bytes, Bytes> kafka) {
    Map<String, String> headers = new TreeMap<>();
    kafka
        .headers()
        .forEach(
            h ->
                headers.merge(
                    h.key(),
                    new String(h.value(), StandardCharsets.UTF_8),
                    (first, next) -> first + "," + next));
    return new Event(
        kafka.topic(),
        kafka.partition(),
        kafka.key(),
        kafka.value(),
        kafka.timestamp(),
        Map.copyOf(headers));
  }

  /** The key as text. */
  public String key() {
    return text(keyBytes);
  }

  /** The value as text; null for a tombstone. */
  public String value() {
    return text(valueBytes);
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

  private static String text(Bytes bytes) {
    return bytes == null ? null : new String(bytes.get(), StandardCharsets.UTF_8);
  }
}
