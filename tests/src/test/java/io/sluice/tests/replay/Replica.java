package io.sluice.tests.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.tests.replay.Definition.Use;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables put together from records of the envelope {@code change} alone, without schemas, by
 * Cassandra's rules of which of two values stays. In which order the records come means nothing,
 * but of conditional writes.
 */
final class Replica {
  private final JsonMapper mapper = new JsonMapper();
  private final Map<String, ReplicaTable> tables = new HashMap<>();

  Replica(List<TableModel> tables) {
    tables.forEach(table -> this.tables.put(table.toString(), new ReplicaTable(table)));
  }

  /** Takes in the value of a record. */
  void apply(String value) {
    try {
      JsonNode change = mapper.readTree(value);
      String table = change.required("keyspace").asText() + "." + change.required("table").asText();
      tables.get(table).apply(change);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalArgumentException("cannot replay " + value, e);
    }
  }

  /** What can be seen now. */
  Snapshot snapshot() {
    Snapshot snapshot = new Snapshot();
    tables.values().forEach(table -> table.show(snapshot));
    return snapshot;
  }

  private static final class ReplicaTable {
    private final TableModel table;
    private final KeyReader keys;
    private final ClusteringOrder order;
    private final ReplayOrder newer;
    private final Map<List<ByteBuffer>, ReplicaPartition> partitions = new HashMap<>();

    ReplicaTable(TableModel table) {
      this.table = table;
      keys = new KeyReader(table);
      order = new ClusteringOrder(table);
      newer = new ReplayOrder(table.use() == Use.CONDITIONAL);
    }

    void apply(JsonNode change) {
      newer.addTo(change);
      List<ByteBuffer> key = keys.partition(change);
      partitions.computeIfAbsent(key, k -> new ReplicaPartition(table, order)).apply(change, keys);
    }

    void show(Snapshot snapshot) {
      partitions.forEach((key, partition) -> partition.show(key, snapshot));
    }
  }
}
