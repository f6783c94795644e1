package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of one change.
 *
 * @param kind operation and scope, such as {@code INSERT row}
 * @param key as {@code flat} has it
 * @param flat the value of {@code flat}
 * @param content what {@code change} says beside: liveness, deletion, columns; of a range nothing,
 *     as {@code flat} has it all
 */
record Expected(String kind, JsonNode key, JsonNode flat, ObjectNode content) {
  static Expected of(String kind, String key, String flat, String content) {
    ObjectNode json = (ObjectNode) Json.parse(content);
    String[] words = kind.split(" ", 2);
    json.put("operation", words[0]).put("scope", words[1]);
    JsonNode value = Json.parse(flat);
    if (words[1].equals("range")) {
      json.set("range", value);
    }
    return new Expected(kind, Json.parse(key), value, json);
  }

  /**
   * The newest writetime.
   *
   * @param given that of the record, which it is where Cassandra chose it
   */
  long writetime(long given) {
    return content.findValues("writetime").stream()
        .mapToLong(
            writetime ->
                writetime.isTextual() && RunTime.holdsMicros(given) ? given : writetime.longValue())
        .max()
        .orElseThrow();
  }

  /** What a record's headers say beside who made the change and when. */
  Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    String[] words = kind.split(" ", 2);
    if (words[0].equals("DELETE") || words[1].equals("static")) {
      headers.put("scope", words[1]);
    }
    List<Integer> ttls = ttls();
    if (!ttls.isEmpty() && !ttls.contains(0)) {
      headers.put("ttl", Collections.max(ttls).toString());
    }
    return headers;
  }

  private List<Integer> ttls() {
    List<Integer> ttls = new ArrayList<>();
    if (content.has("liveness")) {
      ttls.add(content.get("liveness").path("ttl").intValue());
    }
    content.path("columns").forEach(column -> ttls.addAll(ttls(column)));
    return ttls;
  }

  /** The TTLs of what a column was set to, 0 where there is none. */
  static List<Integer> ttls(JsonNode column) {
    List<Integer> ttls = new ArrayList<>();
    (column.has("elements") ? column.get("elements") : List.of(column))
        .forEach(
            cell -> {
              if (!cell.has("deleted")) {
                ttls.add(cell.path("ttl").intValue());
              }
            });
    return ttls;
  }
}
