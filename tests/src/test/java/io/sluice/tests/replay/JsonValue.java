package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.CqlIdentifier;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * What a record says of a value: as CQL would write it, and from there the driver has the bytes.
 */
final class JsonValue {
  private static final Set<DataType> QUOTED =
      Set.of(DataTypes.ASCII, DataTypes.TEXT, DataTypes.DATE, DataTypes.TIME, DataTypes.INET);

  private JsonValue() {}

  /** The bytes of a value; null for null. */
  static ByteBuffer bytes(DataType type, JsonNode json) {
    return Codecs.bytes(type, cql(type, json));
  }

  private static String cql(DataType type, JsonNode json) {
    if (json.isNull()) {
      return "NULL";
    } else if (type instanceof ListType list) {
      return "[" + elements(list.getElementType(), json) + "]";
    } else if (type instanceof VectorType vector) {
      return "[" + elements(vector.getElementType(), json) + "]";
    } else if (type instanceof SetType set) {
      return "{" + elements(set.getElementType(), json) + "}";
    } else if (type instanceof MapType map) {
      return "{" + String.join(", ", entries(map, json)) + "}";
    } else if (type instanceof TupleType tuple) {
      return "(" + components(tuple, json) + ")";
    } else if (type instanceof UserDefinedType udt) {
      return "{" + fields(udt, json) + "}";
    }
    return scalar(type, json.asText());
  }

  private static String scalar(DataType type, String text) {
    if (type.equals(DataTypes.BLOB)) {
      return "0x" + HexFormat.of().formatHex(Base64.getDecoder().decode(text));
    } else if (type.equals(DataTypes.TIMESTAMP)) {
      return Long.toString(Instant.parse(text).toEpochMilli());
    }
    return QUOTED.contains(type) ? "'" + text.replace("'", "''") + "'" : text;
  }

  private static String elements(DataType type, JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> cql(type, element))
        .collect(Collectors.joining(", "));
  }

  /** A map is an object if its keys are text, else an array of pairs. */
  private static List<String> entries(MapType map, JsonNode json) {
    List<String> entries = new ArrayList<>();
    if (json.isObject()) {
      json.properties()
          .forEach(
              e ->
                  entries.add(
                      scalar(map.getKeyType(), e.getKey())
                          + ": "
                          + cql(map.getValueType(), e.getValue())));
    } else {
      json.forEach(
          pair ->
              entries.add(
                  cql(map.getKeyType(), pair.get(0))
                      + ": "
                      + cql(map.getValueType(), pair.get(1))));
    }
    return entries;
  }

  private static String components(TupleType tuple, JsonNode array) {
    List<DataType> types = tuple.getComponentTypes();
    return IntStream.range(0, types.size())
        .mapToObj(i -> cql(types.get(i), array.get(i)))
        .collect(Collectors.joining(", "));
  }

  private static String fields(UserDefinedType udt, JsonNode object) {
    List<CqlIdentifier> names = udt.getFieldNames();
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                names.get(i).asCql(true)
                    + ": "
                    + cql(udt.getFieldTypes().get(i), object.get(names.get(i).asInternal())))
        .collect(Collectors.joining(", "));
  }
}
