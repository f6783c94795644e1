package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** Reads what changes of one table set: its static and its regular columns. */
final class ValueColumns {
  // By index; null where a column is of the other kind.
  private final List<ColumnReader<Cell>> cells;
  private final List<ColumnReader<ComplexChange>> elements;

  private final ImmutableMap<String, Schema> schemas;

  /**
   * The columns of a table.
   *
   * @param ofCell the reader of a column that is one cell
   * @param ofElements the reader of a multi-cell column
   */
  ValueColumns(
      Table table,
      Function<Column, ColumnReader<Cell>> ofCell,
      Function<Column, ColumnReader<ComplexChange>> ofElements) {
    int columns = table.columns().size();
    cells = new ArrayList<>(Collections.nCopies(columns, null));
    elements = new ArrayList<>(Collections.nCopies(columns, null));
    ImmutableMap.Builder<String, Schema> fields = ImmutableMap.builder();
    for (Column column : Iterables.concat(table.statics(), table.regulars())) {
      ColumnReader<?> reader =
          column.multiCell()
              ? add(elements, column, ofElements.apply(column))
              : add(cells, column, ofCell.apply(column));
      fields.put(column.name(), reader.schema());
    }
    schemas = fields.buildOrThrow();
  }

  private static <V> ColumnReader<V> add(
      List<ColumnReader<V>> readers, Column column, ColumnReader<V> reader) {
    readers.set(column.index(), reader);
    return reader;
  }

  /** By the columns' names: the static ones first. */
  ImmutableMap<String, Schema> schemas() {
    return schemas;
  }

  /** Sets the columns that a row or the static row was written with. */
  void read(Upsert upsert, ObjectShape.Draft into) {
    for (Cell cell : upsert.cells()) {
      cells.get(cell.column().index()).read(cell, into);
    }
    for (ComplexChange change : upsert.complex()) {
      elements.get(change.column().index()).read(change, into);
    }
  }
}
