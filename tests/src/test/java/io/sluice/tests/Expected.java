package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
}
