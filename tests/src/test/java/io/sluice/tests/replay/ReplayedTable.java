package io.sluice.tests.replay;

import io.sluice.tests.harness.Table;
import io.sluice.tests.replay.Definition.Use;
import java.util.Comparator;
import java.util.List;

/**
 * A table put together from its records of the envelope {@code change}, to be compared with the one
 * that the nodes have. Its columns are those of now: it is made after the last ALTER, and before
 * the first record is applied. For one thread.
 */
public final class ReplayedTable {
  private final List<TableModel> tables;
  private final Replica replica;

  /** Nothing yet. */
  public ReplayedTable(Table table) {
    tables = List.of(TableModel.of(table, definition(table)));
    replica = new Replica(tables);
  }

  /** Takes in the value of a record; which come first, or again, means nothing. */
  public void apply(String value) {
    replica.apply(value);
  }

  /** How it differs from what all replicas agree on, in words; empty if it does not. */
  public List<String> differences() {
    return replica.snapshot().differences(new NodeTables(true).read(tables));
  }

  private static Definition definition(Table table) {
    Definition definition = new Definition(Use.PLAIN);
    table.described("column_name, type, kind, clustering_order, position", "columns").all().stream()
        .sorted(Comparator.comparingInt(row -> row.getInt("position")))
        .forEach(
            row -> {
              String name = row.getString("column_name");
              String type = row.getString("type");
              switch (row.getString("kind")) {
                case "partition_key" -> definition.partition(name, type);
                case "clustering" ->
                    definition.clustering(name, type, row.getString("clustering_order"));
                case "static" -> definition.fixed(name, type);
                default -> definition.regular(name, type);
              }
            });
    return definition;
  }
}
