package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.data.SettableByIndex;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a record says of a value, as bytes. What is made of other types is put together of the bytes
 * of its parts: the driver's objects would not tell an element with a null from one with an empty
 * list.
 */
final class JsonValue {
  private static final Set<DataType> QUOTED =
      Set.of(DataTypes.ASCII, DataTypes.TEXT, DataTypes.DATE, DataTypes.TIME, DataTypes.INET);

  private JsonValue() {}

  /**
   * The bytes of a value; null for null.
   *
   * @param raw the bytes, if the record has them
   */
  static ByteBuffer of(DataType type, JsonNode shown, JsonNode raw) {
    return raw.isTextual()
        ? ByteBuffer.wrap(Base64.getDecoder().decode(raw.textValue()))
        : bytes(type, shown);
  }

  /** The bytes of an element, a key or a value of a collection, where null is of no bytes. */
  private static ByteBuffer element(DataType type, JsonNode json) {
    return json.isNull() ? ByteBuffer.allocate(0) : bytes(type, json);
  }

  private static ByteBuffer bytes(DataType type, JsonNode json) {
    if (json.isNull()) {
      return null;
    } else if (type instanceof ListType list) {
      return elements(list.getElementType(), json);
    } else if (type instanceof SetType set) {
      return elements(set.getElementType(), json);
    } else if (type instanceof MapType map) {
      return Codecs.encode(DataTypes.mapOf(DataTypes.BLOB, DataTypes.BLOB), entries(map, json));
    } else if (type instanceof TupleType tuple) {
      return Codecs.encode(tuple, tuple(tuple, json));
    } else if (type instanceof UserDefinedType udt) {
      return Codecs.encode(udt, fields(udt, json));
    } else if (type instanceof VectorType vector) {
      return Codecs.bytes(vector, scalars(vector.getElementType(), json));
    }
    return Codecs.bytes(type, scalar(type, json.asText()));
  }

  private static String scalar(DataType type, String text) {
    if (type.equals(DataTypes.BLOB)) {
      return "0x" + HexFormat.of().formatHex(Base64.getDecoder().decode(text));
    } else if (type.equals(DataTypes.TIMESTAMP)) {
      return Long.toString(Instant.parse(text).toEpochMilli());
    }
    return QUOTED.contains(type) ? "'" + text.replace("'", "''") + "'" : text;
  }

  private static String scalars(DataType type, JsonNode array) {
    return children(array).stream()
        .map(element -> scalar(type, element.asText()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static ByteBuffer elements(DataType type, JsonNode array) {
    List<ByteBuffer> parts = new ArrayList<>();
    array.forEach(element -> parts.add(element(type, element)));
    return Codecs.encode(DataTypes.listOf(DataTypes.BLOB), parts);
  }

  /** A map is an object if its keys are text, else an array of pairs. */
  private static Map<ByteBuffer, ByteBuffer> entries(MapType map, JsonNode json) {
    Map<ByteBuffer, ByteBuffer> entries = new LinkedHashMap<>();
    DataType key = map.getKeyType();
    DataType value = map.getValueType();
    if (json.isObject()) {
      json.properties()
          .forEach(
              e ->
                  entries.put(
                      Codecs.bytes(key, scalar(key, e.getKey())), element(value, e.getValue())));
    } else {
      json.forEach(pair -> entries.put(element(key, pair.get(0)), element(value, pair.get(1))));
    }
    return entries;
  }

  private static Object tuple(TupleType type, JsonNode array) {
    return filled(type.newValue(), type.getComponentTypes(), children(array));
  }

  private static Object fields(UserDefinedType type, JsonNode object) {
    List<JsonNode> values =
        type.getFieldNames().stream().map(name -> object.required(name.asInternal())).toList();
    return filled(type.newValue(), type.getFieldTypes(), values);
  }

  private static List<JsonNode> children(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static <T extends SettableByIndex<T>> T filled(
      T empty, List<DataType> types, List<JsonNode> values) {
    T value = empty;
    for (int i = 0; i < types.size(); i++) {
      value = value.setBytesUnsafe(i, bytes(types.get(i), values.get(i)));
    }
    return value;
  }
}
