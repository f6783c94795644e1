package io.sluice.tests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;

/** Reads JSON. In a test's tables names may be bare, and texts in single quotes. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Json() {}

  /** What a text says; null for none, as for the value of a tombstone. */
  static JsonNode parse(String text) {
    try {
      return text == null ? NullNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** Maps, lists and scalars as JSON that compares to what was parsed. */
  static JsonNode of(Object value) {
    try {
      return parse(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not to be written as JSON: " + value, e);
    }
  }
}
