package io.sluice.tests.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    Set<String> empty = new HashSet<>();
    change.path("empty_keys").forEach(name -> empty.add(name.asText()));
    return columns.stream()
        .filter(column -> values.has(column.name()))
        .map(
            column ->
                empty.contains(place + "." + column.name())
                    ? ByteBuffer.allocate(0)
                    : JsonValue.bytes(table.type(column), values.get(column.name())))
        .toList();
  }
}
