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

  List<ByteBuffer> partition(JsonNode key) {
    return values(table.partitionKey(), key);
  }

  /** Of the columns that are there: a bound may have the first ones only. */
  List<ByteBuffer> clustering(JsonNode key) {
    return values(table.clustering(), key);
  }

  private List<ByteBuffer> values(List<Column> columns, JsonNode key) {
    return columns.stream()
        .filter(column -> key.has(column.name()))
        .map(column -> JsonValue.bytes(table.type(column), key.get(column.name())))
        .toList();
  }
}
