package io.sluice.tests;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Values as the envelope {@code debezium} is to have them: as {@code flat}, but for some types. */
final class DebeziumValues {
  /** The types of keys with which a map is an object. */
  private static final Set<String> TEXTS =
      Set.of("ascii", "text", "inet", "uuid", "timeuuid", "varint", "decimal");

  private DebeziumValues() {}

  static JsonNode of(Sample sample) {
    return Json.of(of(SampleType.of(sample.type()), Json.parse(sample.json())));
  }

  private static Object of(SampleType type, JsonNode flat) {
    if (flat.isNull()) {
      return null;
    }
    List<Object> parts =
        type.parts(flat).stream()
            .map(part -> Json.of(of(part.getKey(), part.getValue())))
            .map(Object.class::cast)
            .toList();
    return switch (type.name()) {
      case "list", "set", "vector" -> parts;
      case "map" -> map(TEXTS.contains(type.parts().get(0).name()), parts);
      case "tuple" ->
          fields(IntStream.rangeClosed(1, parts.size()).mapToObj(i -> "field" + i).toList(), parts);
      default -> type.isUserDefined() ? fields(type.fields(), parts) : scalar(type.name(), flat);
    };
  }

  /** An object if its keys are text, else pairs. */
  private static Object map(boolean isObject, List<Object> keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    List<Object> pairs = new ArrayList<>();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      JsonNode key = (JsonNode) keysAndValues.get(i);
      object.put(key.asText(), keysAndValues.get(i + 1));
      pairs.add(List.of(key, keysAndValues.get(i + 1)));
    }
    return isObject ? object : pairs;
  }

  private static Map<String, Object> fields(List<String> names, List<Object> values) {
    Map<String, Object> fields = new LinkedHashMap<>();
    IntStream.range(0, names.size()).forEach(i -> fields.put(names.get(i), values.get(i)));
    return fields;
  }

  private static Object scalar(String type, JsonNode flat) {
    return switch (type) {
      case "timestamp" -> Instant.parse(flat.textValue()).toEpochMilli();
      case "date" -> LocalDate.parse(flat.textValue()).toEpochDay();
      case "time" -> LocalTime.parse(flat.textValue()).toNanoOfDay();
      case "duration" -> nanoseconds(CqlDuration.from(flat.textValue()));
      case "inet" -> address(flat.textValue());
      default -> flat;
    };
  }

  private static long nanoseconds(CqlDuration duration) {
    int days = 30 * duration.getMonths() + duration.getDays();
    return Duration.ofDays(days).toNanos() + duration.getNanoseconds();
  }

  private static String address(String text) {
    try {
      return "/" + InetAddress.getByName(text).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("no address: " + text, e);
    }
  }
}
