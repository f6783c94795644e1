package io.sluice.tests;

import com.datastax.oss.driver.api.core.cql.Row;
import io.sluice.tests.harness.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table as Cassandra describes it.
 *
 * @param kinds of its columns, by name: partition_key, clustering, static, regular
 */
record TableDescription(String keyspace, String name, String id, Map<String, String> kinds) {
  static TableDescription of(Table table) {
    Map<String, String> kinds = new TreeMap<>();
    for (Row column : table.described("column_name, kind", "columns")) {
      kinds.put(column.getString(0), column.getString(1));
    }
    String id = table.described("id", "tables").one().getUuid(0).toString();
    return new TableDescription(table.keyspace(), table.name(), id, kinds);
  }

  /** The names of the columns of some kinds. */
  List<String> columns(String... ofKinds) {
    return kinds.entrySet().stream()
        .filter(column -> List.of(ofKinds).contains(column.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
