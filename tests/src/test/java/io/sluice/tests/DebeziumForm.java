package io.sluice.tests;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.tests.harness.Event;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Of a value, {@code op} and {@code after} are compared: of an INSERT or UPDATE which columns have
 * a cell, of a DELETE which have a value. Range deletes have more, which unit tests compare.
 */
final class DebeziumForm implements Form {
  private static final Map<String, String> OPERATIONS =
      Map.of("INSERT", "i", "UPDATE", "u", "DELETE", "d");

  @Override
  public JsonNode key(Event event) {
    ObjectNode key = (ObjectNode) Json.parse(event.key());
    if (event.scope() != null && !event.scope().equals("row")) {
      key.remove(
          key.properties().stream()
              .filter(f -> f.getValue().isNull())
              .map(Map.Entry::getKey)
              .toList());
    }
    return key;
  }

  @Override
  public JsonNode expectedKey(Sample sample) {
    return value(sample);
  }

  @Override
  public JsonNode column(Event event, String column) {
    return Json.parse(event.value()).get("after").get(column);
  }

  @Override
  public JsonNode expected(Sample sample, long writetime) {
    Map<String, Object> cell = new LinkedHashMap<>();
    cell.put("value", value(sample));
    cell.put("deletion_ts", null);
    cell.put("set", true);
    return Json.of(cell);
  }

  @Override
  public JsonNode content(Event event) {
    JsonNode value = Json.parse(event.value());
    boolean isDelete = event.operation().equals("DELETE");
    Set<String> columns = new TreeSet<>();
    value
        .get("after")
        .properties()
        .forEach(
            field -> {
              if (field.getValue().hasNonNull(isDelete ? "value" : "set")) {
                columns.add(field.getKey());
              }
            });
    return Json.of(Map.of("op", value.get("op"), "columns", columns));
  }

  @Override
  public JsonNode expected(Expected change) {
    String operation = change.kind().substring(0, change.kind().indexOf(' '));
    String op = change.kind().equals("DELETE range") ? "r" : OPERATIONS.get(operation);
    Set<String> columns = new TreeSet<>();
    change.key().fieldNames().forEachRemaining(columns::add);
    if (!op.equals("d") && !op.equals("r")) {
      change.flat().properties().stream()
          .filter(field -> !isDelta(field.getValue()))
          .forEach(field -> columns.add(field.getKey()));
    }
    return Json.of(Map.of("op", op, "columns", columns));
  }

  /** Whether elements were put in or taken out: a column of that kind has no cell. */
  private static boolean isDelta(JsonNode flat) {
    return flat.isObject() && !flat.isEmpty() && flat.fieldNames().next().startsWith("$");
  }

  /** As {@code flat} has it, but for a few types. */
  private static JsonNode value(Sample sample) {
    JsonNode flat = Json.parse(sample.json());
    return flat.isNull() ? flat : Json.of(other(sample.type(), flat));
  }

  private static Object other(String type, JsonNode flat) {
    return switch (type) {
      case "timestamp" -> Instant.parse(flat.textValue()).toEpochMilli();
      case "date" -> LocalDate.parse(flat.textValue()).toEpochDay();
      case "time" -> LocalTime.parse(flat.textValue()).toNanoOfDay();
      case "duration" -> nanoseconds(CqlDuration.from(flat.textValue()));
      case "inet" -> address(flat.textValue());
      default -> type.startsWith("tuple") ? fields(flat) : flat;
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

  private static Map<String, JsonNode> fields(JsonNode tuple) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    IntStream.range(0, tuple.size()).forEach(i -> fields.put("field" + (i + 1), tuple.get(i)));
    return fields;
  }
}
