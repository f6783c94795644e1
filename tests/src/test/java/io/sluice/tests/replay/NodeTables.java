package io.sluice.tests.replay;

import static io.sluice.tests.replay.Clauses.each;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import io.sluice.tests.replay.Definition.Use;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the node says is in the tables: values as bytes, WRITETIME and TTL of every cell. */
final class NodeTables {
  private final Clock clock = Clock.systemUTC();
  private final boolean timesOfElements;

  /**
   * A reader.
   *
   * @param timesOfElements whether the node knows WRITETIME of non-frozen collections
   */
  NodeTables(boolean timesOfElements) {
    this.timesOfElements = timesOfElements;
  }

  Snapshot read(List<TableModel> tables) {
    Snapshot snapshot = new Snapshot();
    tables.forEach(table -> read(table, snapshot));
    return snapshot;
  }

  private void read(TableModel table, Snapshot snapshot) {
    List<String> selected = new ArrayList<>();
    table.columns().forEach(column -> selected.addAll(selectors(table, column)));
    String query = "SELECT " + each(selected, selector -> selector, ", ") + " FROM %s";
    table.table().execute(ConsistencyLevel.ALL, query).forEach(row -> add(table, row, snapshot));
  }

  private List<String> selectors(TableModel table, Column column) {
    String name = column.cql();
    return hasTimes(table, column)
        ? List.of(name, "WRITETIME(" + name + ")", "TTL(" + name + ")")
        : List.of(name);
  }

  /** With those of counters Cassandra counts. */
  private boolean hasTimes(TableModel table, Column column) {
    boolean key = column.kind() == Column.Kind.PARTITION || column.kind() == Column.Kind.CLUSTERING;
    return !key && table.use() != Use.COUNTERS && (timesOfElements || !column.multiCell());
  }

  private void add(TableModel table, Row row, Snapshot snapshot) {
    long now = clock.instant().getEpochSecond();
    int next = 0;
    List<ByteBuffer> partition = new ArrayList<>();
    List<ByteBuffer> clustering = new ArrayList<>();
    SortedMap<String, Datum> statics = new TreeMap<>();
    SortedMap<String, Datum> regulars = new TreeMap<>();
    for (Column column : table.columns()) {
      NodeColumn cells = new NodeColumn(table, column, row, next, hasTimes(table, column), now);
      switch (column.kind()) {
        case PARTITION -> partition.add(cells.bytes());
        case CLUSTERING -> clustering.add(cells.bytes());
        case STATIC -> cells.show(statics);
        default -> cells.show(regulars);
      }
      next += selectors(table, column).size();
    }
    if (!statics.isEmpty()) {
      snapshot.add(RowNames.of(table, partition, List.of()), statics);
    }
    // A partition that has static columns but no rows is a row without clustering values.
    if (!clustering.contains(null)) {
      snapshot.add(RowNames.of(table, partition, clustering), regulars);
    }
  }
}
