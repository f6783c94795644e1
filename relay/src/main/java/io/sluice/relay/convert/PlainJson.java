package io.sluice.relay.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Writes objects without a schema as JsonConverter does, byte for byte, but straight into the
 * bytes: that builds a tree of nodes first, which takes three times as long.
 *
 * <p>Not thread-safe.
 */
final class PlainJson {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().rootValueSeparator((String) null).build();
  private static final int USUAL_SIZE = 512;

  private ByteArrayOutputStream bytes;
  private JsonGenerator json; // null: to be made

  /**
   * The bytes of an object as a {@link ConnectFormat} gets it that takes no schemas.
   *
   * @throws IOException if it holds what cannot be written: JsonConverter says what that is
   */
  byte[] write(Object value) throws IOException {
    begin();
    boolean whole = false;
    try {
      writeValue(value);
      json.flush();
      whole = true;
      return bytes.toByteArray();
    } finally {
      bytes.reset();
      if (!whole) {
        json = null;
      }
    }
  }

  private void begin() throws IOException {
    if (json == null) {
      bytes = new ByteArrayOutputStream(USUAL_SIZE);
      json = FACTORY.createGenerator(bytes);
    }
  }

  private void writeValue(Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Number number) {
      writeNumber(number);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof List<?> list) {
      writeList(list);
    } else if (value instanceof ByteBuffer buffer) {
      json.writeBinary(
          buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
    } else {
      throw new IOException("cannot write a " + value.getClass().getName());
    }
  }

  private void writeNumber(Number number) throws IOException {
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      json.writeNumber(number.intValue());
    } else if (number instanceof Long) {
      json.writeNumber(number.longValue());
    } else if (number instanceof Double) {
      json.writeNumber(number.doubleValue());
    } else if (number instanceof Float) {
      json.writeNumber(number.floatValue());
    } else {
      throw new IOException("cannot write a " + number.getClass().getName());
    }
  }

  /** An object, or pairs where a key is no text. */
  private void writeMap(Map<?, ?> map) throws IOException {
    for (Object key : map.keySet()) {
      if (!(key instanceof String)) {
        writePairs(map);
        return;
      }
    }
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName((String) entry.getKey());
      writeValue(entry.getValue());
    }
    json.writeEndObject();
  }

  private void writePairs(Map<?, ?> map) throws IOException {
    json.writeStartArray();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeStartArray();
      writeValue(entry.getKey());
      writeValue(entry.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void writeList(List<?> list) throws IOException {
    json.writeStartArray();
    for (Object element : list) {
      writeValue(element);
    }
    json.writeEndArray();
  }
}
