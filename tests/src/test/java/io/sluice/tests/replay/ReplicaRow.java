package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A row, or the static columns of a partition. */
final class ReplicaRow {
  private final TableModel table;
  private final Map<String, ReplicaColumn> columns = new HashMap<>();
  private Written liveness;
  private long deletion = Long.MIN_VALUE;

  ReplicaRow(TableModel table) {
    this.table = table;
  }

  void delete(long order) {
    deletion = Math.max(deletion, order);
  }

  void write(JsonNode change) {
    boolean stored = change.required("writetime_kind").asText().equals("stored");
    if (change.hasNonNull("liveness")) {
      liveness = Written.kept(liveness, Written.of(change.get("liveness"), "", stored));
    }
    change
        .required("columns")
        .properties()
        .forEach(
            e -> columns.computeIfAbsent(e.getKey(), this::column).apply(e.getValue(), stored));
  }

  private ReplicaColumn column(String name) {
    Column column = table.column(name);
    boolean counter = table.type(column).equals(DataTypes.COUNTER);
    return counter ? new ReplicaCounter(column) : new ReplicaCells(column, table.type(column));
  }

  /** Whether there is such a row behind a tombstone of the partition. */
  boolean exists(long partitionDeletion) {
    long shadow = Math.max(deletion, partitionDeletion);
    return (liveness != null && liveness.alive(shadow)) || !values(partitionDeletion).isEmpty();
  }

  /** What can be seen behind a tombstone of the partition. */
  SortedMap<String, Datum> values(long partitionDeletion) {
    SortedMap<String, Datum> values = new TreeMap<>();
    long shadow = Math.max(deletion, partitionDeletion);
    columns.values().forEach(column -> column.show(shadow, values));
    return values;
  }
}
