package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.event.NamedValue;
import io.sluice.event.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which of {@code event.proto}'s kinds of value there are: a name, or of what has parts that name
 * with a list of theirs.
 */
final class ProtobufKinds {
  /** As the table of types in {@code docs/event-formats.md} has them. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("boolean", "bool_value"),
          Map.entry("tinyint", "int_value"),
          Map.entry("smallint", "int_value"),
          Map.entry("int", "int_value"),
          Map.entry("bigint", "int_value"),
          Map.entry("float", "float_value"),
          Map.entry("double", "double_value"),
          Map.entry("ascii", "string_value"),
          Map.entry("text", "string_value"),
          Map.entry("blob", "bytes_value"),
          Map.entry("varint", "varint_value"),
          Map.entry("decimal", "decimal_value"),
          Map.entry("uuid", "uuid_value"),
          Map.entry("timeuuid", "uuid_value"),
          Map.entry("inet", "inet_value"),
          Map.entry("timestamp", "timestamp_value"),
          Map.entry("date", "date_value"),
          Map.entry("time", "time_value"),
          Map.entry("duration", "duration_value"),
          Map.entry("list", "list_value"),
          Map.entry("set", "set_value"),
          Map.entry("map", "map_value"),
          Map.entry("tuple", "tuple_value"),
          Map.entry("vector", "vector_value"));

  private ProtobufKinds() {}

  /** What a sample is to have. */
  static Object expected(Sample sample) {
    if (sample.isNull()) {
      return "kind_not_set";
    }
    return sample.isEmpty()
        ? "empty_value"
        : expected(SampleType.of(sample.type()), Json.parse(sample.json()));
  }

  private static Object expected(SampleType type, JsonNode value) {
    if (value.isNull()) {
      return "null_value";
    }
    String kind = type.isUserDefined() ? "udt_value" : KINDS.get(type.name());
    return type.isScalar()
        ? kind
        : Map.of(
            kind,
            type.parts(value).stream()
                .filter(part -> !type.isUserDefined() || !part.getValue().isNull())
                .map(part -> expected(part.getKey(), part.getValue()))
                .toList());
  }

  /** What a value has. */
  static Object of(Value value) {
    String kind = value.getKindCase().name().toLowerCase(Locale.ROOT);
    return switch (value.getKindCase()) {
      case LIST_VALUE -> of(kind, value.getListValue());
      case SET_VALUE -> of(kind, value.getSetValue());
      case TUPLE_VALUE -> of(kind, value.getTupleValue());
      case VECTOR_VALUE -> of(kind, value.getVectorValue());
      case MAP_VALUE ->
          of(
              kind,
              value.getMapValue().getEntriesList().stream()
                  .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())));
      case UDT_VALUE ->
          of(kind, value.getUdtValue().getFieldsList().stream().map(NamedValue::getValue));
      default -> kind;
    };
  }

  private static Object of(String kind, Value.Elements elements) {
    return of(kind, elements.getValuesList().stream());
  }

  private static Object of(String kind, Stream<Value> parts) {
    List<Object> kinds = parts.map(ProtobufKinds::of).toList();
    return Map.of(kind, kinds);
  }
}
