package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the envelope {@code debezium} is to have as {@code after}; clustering columns are ints. */
final class DebeziumAfter {
  private static final String INT = "org.apache.cassandra.db.marshal.Int32Type";

  private final TableDescription table;

  DebeziumAfter(TableDescription table) {
    this.table = table;
  }

  /** Every column, and both bounds. */
  JsonNode of(Expected change) {
    ObjectNode after = (ObjectNode) Json.of(Map.of());
    table.kinds().keySet().forEach(after::putNull);
    after.putNull("_range_start").putNull("_range_end");
    change
        .key()
        .properties()
        .forEach(column -> after.set(column.getKey(), cell(column.getValue(), null)));
    switch (change.kind()) {
      case "DELETE range" -> {
        after.set("_range_start", bound(change.flat(), "start"));
        after.set("_range_end", bound(change.flat(), "end"));
      }
      case "DELETE row" -> delete(after, change, "regular");
      case "DELETE partition" -> delete(after, change, "clustering", "static", "regular");
      default -> write(after, change);
    }
    return after;
  }

  private void delete(ObjectNode after, Expected change, String... kinds) {
    JsonNode writetime = change.content().get("deletion").get("writetime");
    table.columns(kinds).forEach(column -> after.set(column, cell(null, writetime)));
  }

  private static void write(ObjectNode after, Expected change) {
    List<String> deltas = deltas(change);
    change.flat().properties().stream()
        .filter(column -> !deltas.contains(column.getKey()))
        .forEach(column -> after.set(column.getKey(), written(change, column)));
  }

  private static JsonNode written(Expected change, Map.Entry<String, JsonNode> column) {
    JsonNode value = column.getValue();
    List<Integer> ttls = Expected.ttls(change.content().get("columns").get(column.getKey()));
    boolean lasting = ttls.isEmpty() || ttls.contains(0);
    return cell(
        value.has("$replace") ? value.get("$replace") : value,
        lasting ? null : ttls.stream().max(Integer::compare).orElseThrow().toString());
  }

  /** The columns that had elements put in or taken out. */
  static List<String> deltas(Expected change) {
    List<String> deltas = new ArrayList<>();
    JsonNode columns = change.content().path("columns");
    columns
        .properties()
        .forEach(
            column -> {
              if (column.getValue().has("elements") && !column.getValue().has("deletion")) {
                deltas.add(column.getKey());
              }
            });
    return deltas;
  }

  static JsonNode cell(JsonNode value, Object deletionTs) {
    Map<String, Object> cell = new LinkedHashMap<>();
    cell.put("value", value);
    cell.put("deletion_ts", deletionTs);
    cell.put("set", true);
    return Json.of(cell);
  }

  /** Of what {@code flat} says of a range. */
  private static JsonNode bound(JsonNode range, String side) {
    JsonNode bound = range.get(side);
    List<Object> values = new ArrayList<>();
    bound
        .path("clustering")
        .properties()
        .forEach(
            column ->
                values.add(
                    Map.of(
                        "name", quoted(column.getKey()),
                        "value", column.getValue().asText(),
                        "type", type(range.get("clustering_order").get(column.getKey())))));
    boolean inclusive = bound.isNull() || bound.get("inclusive").booleanValue();
    String method = (inclusive ? "INCL_" : "EXCL_") + side.toUpperCase(Locale.ROOT);
    return Json.of(Map.of("method", method + "_BOUND", "values", values));
  }

  /** As CQL has it. */
  private static String quoted(String column) {
    return column.matches("[a-z][a-z0-9_]*") ? column : '"' + column.replace("\"", "\"\"") + '"';
  }

  private static String type(JsonNode order) {
    return order.textValue().equals("DESC")
        ? "org.apache.cassandra.db.marshal.ReversedType(" + INT + ")"
        : INT;
  }
}
