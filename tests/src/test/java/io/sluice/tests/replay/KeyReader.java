package io.sluice.tests.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the values of key columns of one table. */
final class KeyReader {
  private final TableModel table;

  KeyReader(TableModel table) {
    this.table = table;
  }

  List<ByteBuffer> partition(JsonNode change) {
    return values(table.partitionKey(), change, "key", change.required("key"));
  }

  List<ByteBuffer> clustering(JsonNode change) {
    return values(table.clustering(), change, "key", change.required("key"));
  }

  /**
   * The first values of a bound of a range, or all; none if it is open.
   *
   * @param side start or end
   */
  List<ByteBuffer> bound(JsonNode change, String side) {
    JsonNode values = change.required("range").path(side).path("clustering");
    return values(table.clustering(), change, side, values);
  }

  private List<ByteBuffer> values(
      List<Column> columns, JsonNode change, String place, JsonNode values) {
    JsonNode raw = change.path("raw");
    return columns.stream()
        .filter(column -> values.has(column.name()))
        .map(
            column ->
                JsonValue.of(
                    table.type(column),
                    values.get(column.name()),
                    raw.path(place + "." + column.name())))
        .toList();
  }
}
