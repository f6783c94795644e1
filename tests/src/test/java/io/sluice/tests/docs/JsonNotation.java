package io.sluice.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.tests.harness.Event;
import java.util.Map;
import java.util.TreeMap;

/** A record as an object of its headers, its key and its value. */
final class JsonNotation implements Notation {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode origin;
  private final String columns;

  /**
   * That of one envelope.
   *
   * @param origin what takes the place of fields of the value, and is left out of a shortened one
   * @param columns the field of the value that has the columns; empty if the value itself has
   */
  JsonNotation(String origin, String columns) {
    this.origin = (ObjectNode) parsed(origin);
    this.columns = columns;
  }

  @Override
  public String language() {
    return "json";
  }

  @Override
  public String shortened(Event event, Placeholders placeholders) {
    ObjectNode json = json(event, placeholders);
    ((ObjectNode) json.get("headers")).remove(Notations.HEADERS.keySet());
    if (json.get("value") instanceof ObjectNode value) {
      value.remove(origin.properties().stream().map(Map.Entry::getKey).toList());
    }
    return text(json);
  }

  @Override
  public String whole(Event event, Placeholders placeholders) {
    ObjectNode json = json(event, placeholders);
    replace((ObjectNode) json.get("headers"), MAPPER.valueToTree(Notations.HEADERS));
    replace((ObjectNode) json.get("value"), origin);
    return text(json);
  }

  @Override
  public String value(Event event, String column) {
    JsonNode value = parsed(event.value());
    JsonNode cell = (columns.isEmpty() ? value : value.get(columns)).get(column);
    return JsonBlocks.of(cell.hasNonNull("value") ? cell.get("value") : cell).line();
  }

  private static ObjectNode json(Event event, Placeholders placeholders) {
    ObjectNode json = MAPPER.createObjectNode();
    json.set("headers", MAPPER.valueToTree(new TreeMap<>(event.headers())));
    json.set("key", parsed(event.key()));
    json.set("value", parsed(event.value()));
    return (ObjectNode) parsed(placeholders.in(json.toString()));
  }

  private static String text(ObjectNode json) {
    return JsonBlocks.of(json).brokenText();
  }

  /** What is replaced has to be there. */
  private static void replace(ObjectNode json, JsonNode by) {
    for (Map.Entry<String, JsonNode> field : by.properties()) {
      JsonNode now = json.get(field.getKey());
      assertThat(now).as(field.getKey()).isNotNull();
      if (now instanceof ObjectNode object) {
        replace(object, field.getValue());
      } else {
        json.set(field.getKey(), field.getValue());
      }
    }
  }

  private static JsonNode parsed(String json) {
    try {
      return json == null ? MAPPER.nullNode() : MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
