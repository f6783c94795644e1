package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every envelope has of a change: its kind, its key, and the values that it sets. */
final class Contents {
  private Contents() {}

  static Story.Content of(String envelope, Event event) {
    Form form = Envelopes.FORMS.get(envelope);
    boolean isRow = event.scope() == null || event.scope().equals("row");
    JsonNode key = isRow ? form.key(event) : withoutNulls(form.key(event));
    String kind = event.operation() + " " + (isRow ? "row" : event.scope());
    return new Story.Content(kind, key, columns(envelope, form, event, key));
  }

  /** Such as the clustering columns of what is not about one row. */
  static JsonNode withoutNulls(JsonNode object) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    object.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> values.put(field.getKey(), field.getValue()));
    return Json.of(values);
  }

  private static JsonNode columns(String envelope, Form form, Event event, JsonNode key) {
    if (event.operation().equals("DELETE")) {
      return Json.parse(null);
    }
    return switch (envelope) {
      case "flat" -> form.content(event);
      case "debezium" -> values(Json.parse(event.value()).get("after"), key);
      default -> values(form.content(event).get("columns"), key);
    };
  }

  /** Of cells. One that is null is of a column that the change is not about. */
  private static JsonNode values(JsonNode columns, JsonNode key) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    columns.properties().stream()
        .filter(column -> !key.has(column.getKey()) && !column.getValue().isNull())
        .forEach(column -> values.put(column.getKey(), value(column.getValue())));
    return Json.of(values);
  }

  /** Of a replaced user-defined type the fields are cells. */
  private static JsonNode value(JsonNode cell) {
    if (!cell.has("elements")) {
      return cell.path("value");
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    cell.get("elements")
        .forEach(field -> fields.put(field.get("field").textValue(), field.get("value")));
    return Json.of(fields);
  }
}
