package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** What an Avro record holds as the JSON that JsonConverter would make of the same. */
final class AvroJson {
  private AvroJson() {}

  static JsonNode of(GenericRecord value) {
    return Json.of(plain(value));
  }

  /** By Connect's mark: its name is the map's. */
  private static boolean isMapEntry(Schema schema) {
    return "MapEntry".equals(schema.getProp("connect.internal.type"));
  }

  private static Object plain(Object value) {
    if (value instanceof GenericRecord entry && isMapEntry(entry.getSchema())) {
      return Stream.of("key", "value").map(entry::get).map(AvroJson::plain).toList();
    }
    if (value instanceof GenericRecord row) {
      Map<String, Object> fields = new LinkedHashMap<>();
      row.getSchema()
          .getFields()
          .forEach(field -> fields.put(field.name(), plain(row.get(field.pos()))));
      return fields;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((key, entry) -> entries.put(key.toString(), plain(entry)));
      return entries;
    }
    if (value instanceof Collection<?> elements) {
      return elements.stream().map(AvroJson::plain).toList();
    }
    return scalar(value);
  }

  private static Object scalar(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }
}
