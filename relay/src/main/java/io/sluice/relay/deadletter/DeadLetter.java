package io.sluice.relay.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** One entry of a dead-letter file, as {@code docs/dead-letters.md} describes it. */
public final class DeadLetter {
  /** Jackson's own limit is less than the Base64 of the largest change that Cassandra takes. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  private final String id;
  private final int size;
  private final boolean replayed;
  private final JsonNode fields;

  private DeadLetter(String id, int size, boolean replayed, JsonNode fields) {
    this.id = id;
    this.size = size;
    this.replayed = replayed;
    this.fields = fields;
  }

  /**
   * Reads an entry.
   *
   * @param id the file's day and the entry's offset in it: {@code 2026-11-22:4096}
   * @throws IOException if it is none
   */
  static DeadLetter parse(String id, byte[] line, boolean replayed) throws IOException {
    JsonNode fields = JSON.readTree(line);
    if (!fields.isObject() || !fields.has("position") || !fields.has("topic")) {
      throw new IOException("no entry");
    }
    return new DeadLetter(id, line.length, replayed, fields);
  }

  /** By which an entry is told from another that later has its place. */
  static long digest(byte[] line) {
    CRC32C digest = new CRC32C();
    digest.update(line);
    return digest.getValue();
  }

  /** The file's day and the entry's offset in it: {@code 2026-11-22:4096}. */
  public String id() {
    return id;
  }

  /** Bytes of the entry in its file. */
  public int size() {
    return size;
  }

  public boolean isReplayed() {
    return replayed;
  }

  /** When it was set aside: an instant, as ISO 8601 has it. */
  public String at() {
    return text("at");
  }

  /** Where the change stands in the journal. */
  public String position() {
    return text("position");
  }

  /** Why; may quote the record. */
  public String reason() {
    return text("reason");
  }

  /** Where it was to go. */
  public String topic() {
    return text("topic");
  }

  /** {@code keyspace.table}; of a record it is a header. */
  public String table() {
    return isRecord()
        ? fields.path("headers").path("keyspace").asText()
            + "."
            + fields.path("headers").path("table").asText()
        : text("table");
  }

  /** Whether it is a Kafka record; otherwise a change that could not be made one. */
  public boolean isRecord() {
    return fields.has("timestamp");
  }

  /**
   * The record, for another topic perhaps.
   *
   * @throws IOException if it is none
   */
  Outgoing record(String topic) throws IOException {
    List<Header> headers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : fields.path("headers").properties()) {
      Iterable<JsonNode> values =
          header.getValue().isArray() ? header.getValue() : List.of(header.getValue());
      values.forEach(value -> headers.add(new Header(header.getKey(), value.asText())));
    }
    return new Outgoing(
        topic, bytes("key"), bytes("value"), fields.path("timestamp").asLong(), headers);
  }

  String text(String field) {
    return fields.path(field).asText();
  }

  long number(String field) {
    return fields.path(field).asLong();
  }

  boolean flag(String field) {
    return fields.path(field).asBoolean();
  }

  /** Null if it is null. */
  byte[] bytes(String field) throws IOException {
    JsonNode value = fields.path(field);
    return value.isNull() || value.isMissingNode() ? null : value.binaryValue();
  }
}
