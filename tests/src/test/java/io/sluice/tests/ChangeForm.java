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
      cell.put("empty", true);
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
  public JsonNode expected(Expected change) {
    return change.content();
  }
}
