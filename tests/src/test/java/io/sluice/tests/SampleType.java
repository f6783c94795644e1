package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A CQL type as a definition has it, such as {@code frozen<map<text, int>>}, taken apart. That it
 * is frozen is left out.
 *
 * @param parts those of a collection or tuple, the types of a user-defined type's fields
 * @param fields their names
 */
record SampleType(String name, List<SampleType> parts, List<String> fields) {
  static SampleType of(String cql) {
    int open = cql.indexOf('<');
    if (open < 0) {
      return ofName(cql);
    }
    List<SampleType> parts =
        split(cql.substring(open + 1, cql.length() - 1)).map(SampleType::of).toList();
    String name = cql.substring(0, open);
    return name.equals("frozen") ? parts.get(0) : new SampleType(name, parts, List.of());
  }

  private static SampleType ofName(String name) {
    String definition = Samples.USER_TYPES.getOrDefault(name, "()");
    List<String[]> fields =
        split(definition.substring(1, definition.length() - 1))
            .map(field -> field.split(" ", 2))
            .toList();
    return new SampleType(
        name,
        fields.stream().map(field -> of(field[1])).toList(),
        fields.stream().map(field -> field[0]).toList());
  }

  /** At the commas that are not within a type. */
  private static Stream<String> split(String list) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        items.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    items.add(list.substring(start).strip());
    return items.stream().filter(item -> !item.isEmpty());
  }

  boolean isUserDefined() {
    return !fields.isEmpty();
  }

  boolean isScalar() {
    return parts.isEmpty();
  }

  /** What a value is made of; a map's keys stand before their values. */
  List<Map.Entry<SampleType, JsonNode>> parts(JsonNode value) {
    return switch (name) {
      case "map" -> entries(value).toList();
      case "list", "set", "vector" -> elements(value).map(e -> Map.entry(parts.get(0), e)).toList();
      default ->
          IntStream.range(0, parts.size())
              .mapToObj(
                  i ->
                      Map.entry(
                          parts.get(i), isUserDefined() ? value.get(fields.get(i)) : value.get(i)))
              .toList();
    };
  }

  private Stream<Map.Entry<SampleType, JsonNode>> entries(JsonNode map) {
    Stream<JsonNode> flat =
        map.isObject()
            ? map.properties().stream()
                .flatMap(entry -> Stream.of(Json.of(entry.getKey()), entry.getValue()))
            : elements(map).flatMap(SampleType::elements);
    List<JsonNode> keysAndValues = flat.toList();
    return IntStream.range(0, keysAndValues.size())
        .mapToObj(i -> Map.entry(parts.get(i % 2), keysAndValues.get(i)));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(array::get);
  }
}
