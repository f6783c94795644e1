package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.tests.harness.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class ChangeForm implements Form {
  private static final List<String> CONTENT =
      List.of("operation", "scope", "liveness", "deletion", "range", "columns");
  private static final List<String> ORIGIN =
      List.of("keyspace", "table", "table_id", "source", "writetime", "writetime_kind", "outcome");

  @Override
  public JsonNode key(Event event) {
    JsonNode key = Json.parse(event.key());
    assertThat(Json.parse(event.value()).get("key")).isEqualTo(key);
    return key;
  }

  @Override
  public JsonNode column(Event event, String column) {
    return contentColumn(content(event), column);
  }

  /** A cell's time of deletion is not that of the statement, and is left out. */
  static JsonNode contentColumn(JsonNode content, String column) {
    JsonNode cell = content.get("columns").get(column);
    return cell instanceof ObjectNode object ? object.without("deleted_at") : cell;
  }

  @Override
  public JsonNode expected(Sample sample, long writetime) {
    return cell(sample, writetime);
  }

  static JsonNode cell(Sample sample, long writetime) {
    Map<String, Object> cell = new LinkedHashMap<>();
    if (sample.isNull()) {
      cell.put("deleted", true);
    } else {
      cell.put("value", Json.parse(sample.json()));
    }
    if (sample.isEmpty()) {
      cell.put("raw", "");
    }
    cell.put("writetime", writetime);
    return Json.of(cell);
  }

  @Override
  public JsonNode content(Event event) {
    ObjectNode value = (ObjectNode) Json.parse(event.value());
    return value.retain(CONTENT);
  }

  @Override
  public JsonNode expected(Expected change, TableDescription table) {
    return change.content();
  }

  @Override
  public JsonNode origin(Event event) {
    ObjectNode value = (ObjectNode) Json.parse(event.value());
    assertThat(value.get("change_id").textValue()).isEqualTo(event.changeId());
    assertThat(RunTime.holdsMicros(value.get("captured_at").longValue())).isTrue();
    assertThat(value.get("schema_version").textValue()).matches("[0-9a-f]{16}");
    assertThat(value.get("source").get("position").textValue()).matches("[0-9a-f]{16}:\\d+");
    ((ObjectNode) value.get("source")).remove("position");
    return value.retain(ORIGIN);
  }

  @Override
  public JsonNode expected(Origin origin) {
    return origin(origin);
  }

  static JsonNode origin(Origin origin) {
    String[] source = origin.source().split("/", 2);
    return Json.of(
        Map.of(
            "keyspace", origin.table().keyspace(),
            "table", origin.table().name(),
            "table_id", origin.table().id(),
            "source",
                Map.of("cluster", origin.cluster(), "data_center", source[0], "host_id", source[1]),
            "writetime", origin.writetime(),
            "writetime_kind", origin.conditional() ? "proposed" : "stored",
            "outcome", "applied"));
  }
}
