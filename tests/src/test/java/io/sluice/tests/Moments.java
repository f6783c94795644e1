package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes out of a record what Cassandra chose, if it can be: a writetime within the tests' run is
 * {@code "now"}; the times of a deletion and of the end of a TTL, in seconds, are left out where
 * they fit to the run; the ids of a list's elements are {@code "ID"}.
 */
final class Moments {
  private static final String TIMEUUID = "[0-9a-f-]{14}1[0-9a-f-]{21}";

  private Moments() {}

  static JsonNode named(JsonNode content) {
    if (content instanceof ArrayNode array) {
      return Json.of(array.valueStream().map(Moments::named).toList());
    } else if (content instanceof ObjectNode object) {
      return named(object);
    }
    return content.isTextual() ? Json.of(name(content.textValue())) : content;
  }

  private static JsonNode named(ObjectNode object) {
    Map<String, Object> named = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              if (!isInSeconds(object, field)) {
                named.put(name(field.getKey()), value(field));
              }
            });
    return Json.of(named);
  }

  private static boolean isInSeconds(ObjectNode object, Map.Entry<String, JsonNode> field) {
    long seconds = field.getValue().longValue();
    return switch (field.getKey()) {
      case "deleted_at" -> RunTime.holdsSeconds(seconds);
      case "expires_at" -> RunTime.holdsSeconds(seconds - object.get("ttl").intValue());
      default -> false;
    };
  }

  private static Object value(Map.Entry<String, JsonNode> field) {
    boolean isTime = field.getKey().equals("writetime") || field.getKey().equals("deletion_ts");
    return isTime && RunTime.holdsMicros(field.getValue().longValue())
        ? "now"
        : named(field.getValue());
  }

  private static String name(String text) {
    return text.matches(TIMEUUID) ? "ID" : text;
  }
}
