package io.sluice.tests;

import com.datastax.oss.driver.api.core.cql.Row;
import io.sluice.tests.harness.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A table as Cassandra describes it; of a COMPACT STORAGE table without the columns that CQL hides.
 *
 * @param kinds of its columns, by name: partition_key, clustering, static, regular
 */
record TableDescription(String keyspace, String name, String id, Map<String, String> kinds) {
  static TableDescription of(Table table) {
    Set<String> flags = table.described("flags", "tables").one().getSet(0, String.class);
    Map<String, String> kinds = new TreeMap<>();
    for (Row column : table.described("column_name, kind, type", "columns")) {
      String kind = shown(flags, column.getString(1), column.getString(2));
      if (kind != null) {
        kinds.put(column.getString(0), kind);
      }
    }
    String id = table.described("id", "tables").one().getUuid(0).toString();
    return new TableDescription(table.keyspace(), table.name(), id, kinds);
  }

  /** What kind of column CQL shows it as, or null if it hides it: of compact tables only. */
  private static String shown(Set<String> flags, String kind, String type) {
    boolean compactRows = !flags.contains("dense") && !flags.contains("compound");
    if (compactRows && !kind.equals("partition_key")) {
      return kind.equals("static") ? "regular" : null;
    }
    return flags.contains("dense") && type.equals("empty") ? null : kind;
  }

  /** The names of the columns of some kinds. */
  List<String> columns(String... ofKinds) {
    return kinds.entrySet().stream()
        .filter(column -> List.of(ofKinds).contains(column.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
