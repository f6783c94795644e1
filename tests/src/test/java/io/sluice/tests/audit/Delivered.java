package io.sluice.tests.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a record says of the write that it is of.
 *
 * @param row which the writer wrote to
 * @param value null of a delete
 * @param node the host id of the coordinator
 * @param json the record's value
 */
record Delivered(WriteId id, int row, String value, String node, String json) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Reads the value of a record of the envelope {@code change}. */
  static Delivered of(String json, AuditedTable table) {
    JsonNode change = parsed(json);
    int writer = change.required("key").required("writer").asInt();
    int row = change.required("key").required("row").asInt();
    String node = change.required("source").required("host_id").asText();
    if (change.required("operation").asText().equals("DELETE")) {
      long writetime = change.required("deletion").required("writetime").asLong();
      return new Delivered(
          new WriteId(writer, table.sequenceOfDelete(writetime)), row, null, node, json);
    }
    JsonNode columns = change.required("columns");
    int sequence = columns.required("sequence").required("value").asInt();
    String value = columns.required("v").required("value").asText();
    return new Delivered(new WriteId(writer, sequence), row, value, node, json);
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }
}
