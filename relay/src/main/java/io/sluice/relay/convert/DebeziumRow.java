package io.sluice.relay.convert;

import com.google.common.collect.Iterables;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * Makes what {@link DebeziumEnvelope} has as {@code after}: a {@link DebeziumCells cell} for each
 * column that the change is about, null for every other, and the {@link DebeziumBounds bounds} of a
 * deleted range.
 *
 * <table>
 * <caption>the columns of a row</caption>
 * <tr><th>change</th><th>primary key</th><th>others</th></tr>
 * <tr><td>row written</td><td>cells</td><td>cells of what was set or deleted</td></tr>
 * <tr><td>static columns written</td><td>cells, null for clustering columns</td><td>the
 *     same</td></tr>
 * <tr><td>row deleted</td><td>cells</td><td>deleted cells for the regular columns; the static ones,
 *     which outlive the row, are null</td></tr>
 * <tr><td>range deleted</td><td>cells, null for clustering columns</td><td>null, and
 *     bounds</td></tr>
 * <tr><td>partition deleted</td><td>cells, deleted ones for clustering columns</td><td>deleted
 *     cells</td></tr>
 * </table>
 */
final class DebeziumRow {
  private final Table table;
  private final Map<Column, DebeziumCells> cells = new LinkedHashMap<>();
  private final KeyColumns partition;
  private final KeyColumns clustering;
  private final ValueColumns values;
  private final DebeziumBounds bounds;
  private final String start;
  private final String end;
  private final ObjectShape shape;

  /**
   * The rows of a table.
   *
   * @param name what the names of the cells' schemas start with
   */
  DebeziumRow(String name, Table table, ValueReaders readers) {
    this.table = table;
    Map<String, Schema> fields = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      DebeziumCells made = new DebeziumCells(name, table, column, readers);
      cells.put(column, made);
      fields.put(column.name(), made.schema());
    }
    partition = new KeyColumns(table.partitionKey(), column -> cells.get(column).keys());
    clustering = new KeyColumns(table.clustering(), column -> cells.get(column).keys());
    values =
        new ValueColumns(
            table, column -> cells.get(column).values(), column -> cells.get(column).collections());
    bounds = new DebeziumBounds(table);
    start = FlatValue.unused(DebeziumBounds.START.name(), fields);
    fields.put(start, DebeziumBounds.START);
    end = FlatValue.unused(DebeziumBounds.END.name(), fields);
    fields.put(end, DebeziumBounds.END);
    shape = ObjectShape.required("after", fields, true);
  }

  Schema schema() {
    return shape.schema();
  }

  Object of(Change change) {
    ObjectShape.Draft row = shape.draft();
    partition.read(change.key().partition(), row);
    clustering.read(change.key().clustering(), row);
    if (change instanceof Upsert upsert) {
      values.read(upsert, row);
    } else if (change instanceof RangeDelete range) {
      row.set(start, bounds.start(range.start()));
      row.set(end, bounds.end(range.end()));
    } else {
      delete((Delete) change, row);
    }
    return row.value();
  }

  private void delete(Delete delete, ObjectShape.Draft row) {
    for (Column column : gone(delete.scope())) {
      row.set(column.name(), cells.get(column).deleted(delete.writetime()));
    }
  }

  private Iterable<Column> gone(Scope scope) {
    List<Column> regulars = table.regulars();
    return scope == Scope.PARTITION
        ? Iterables.concat(table.clustering(), table.statics(), regulars)
        : regulars;
  }
}
