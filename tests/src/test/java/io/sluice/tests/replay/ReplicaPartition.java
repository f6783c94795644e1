package io.sluice.tests.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a partition, its static columns, and the tombstones over them. */
final class ReplicaPartition {
  private final TableModel table;
  private final ClusteringOrder order;
  private final ReplicaRow statics;
  private final Map<List<ByteBuffer>, ReplicaRow> rows = new HashMap<>();
  private final List<Range> ranges = new ArrayList<>();
  private long deletion = Long.MIN_VALUE;

  ReplicaPartition(TableModel table, ClusteringOrder order) {
    this.table = table;
    this.order = order;
    statics = new ReplicaRow(table);
  }

  void apply(JsonNode change, KeyReader keys) {
    String scope = change.required("scope").asText();
    long deleted = change.path("deletion").path("order").asLong();
    switch (scope) {
      case "partition" -> deletion = Math.max(deletion, deleted);
      case "range" -> ranges.add(range(change, deleted, keys));
      case "static" -> statics.write(change);
      case "row" -> applyToRow(change, row(keys.clustering(change)));
      default -> throw new IllegalArgumentException("scope " + scope);
    }
  }

  private static void applyToRow(JsonNode change, ReplicaRow row) {
    if (change.required("operation").asText().equals("DELETE")) {
      row.delete(change.required("deletion").required("order").asLong());
    } else {
      row.write(change);
    }
  }

  private ReplicaRow row(List<ByteBuffer> clustering) {
    return rows.computeIfAbsent(clustering, c -> new ReplicaRow(table));
  }

  private static Range range(JsonNode change, long deleted, KeyReader keys) {
    JsonNode range = change.required("range");
    return new Range(
        keys.bound(change, "start"),
        range.path("start").path("inclusive").asBoolean(),
        keys.bound(change, "end"),
        range.path("end").path("inclusive").asBoolean(),
        deleted);
  }

  /** Adds the rows that can be seen. */
  void show(List<ByteBuffer> key, Snapshot snapshot) {
    if (statics.exists(deletion)) {
      snapshot.add(RowNames.of(table, key, List.of()), statics.values(deletion));
    }
    rows.forEach(
        (clustering, row) -> {
          long shadow = shadow(clustering);
          if (row.exists(shadow)) {
            snapshot.add(RowNames.of(table, key, clustering), row.values(shadow));
          }
        });
  }

  private long shadow(List<ByteBuffer> clustering) {
    return ranges.stream()
        .filter(range -> range.covers(clustering, order))
        .mapToLong(Range::deleted)
        .reduce(deletion, Math::max);
  }

  /** Rows deleted, in clustering order; a bound without values is open. */
  private record Range(
      List<ByteBuffer> start,
      boolean startInclusive,
      List<ByteBuffer> end,
      boolean endInclusive,
      long deleted) {

    boolean covers(List<ByteBuffer> row, ClusteringOrder order) {
      int afterStart = order.compare(row, start);
      int afterEnd = order.compare(row, end);
      return (start.isEmpty() || afterStart > 0 || (startInclusive && afterStart == 0))
          && (end.isEmpty() || afterEnd < 0 || (endInclusive && afterEnd == 0));
    }
  }
}
