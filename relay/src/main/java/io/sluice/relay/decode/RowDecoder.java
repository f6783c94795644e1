package io.sluice.relay.decode;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.ComplexDeletion;
import io.sluice.wal.record.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts the cells of one row into those of columns that are one cell, and those of multi-cell
 * columns, by column. It checks that each is a cell that its column can have.
 */
final class RowDecoder {
  private final Table table;
  private final TimeBases times;
  private final Column.Kind kind;
  private final List<Cell> cells;
  private Map<Integer, ComplexChange> complex = Map.of();
  private int previousColumn = -1;

  /**
   * @param kind what the columns of the row are: REGULAR or STATIC
   */
  RowDecoder(Captured captured, TimeBases times, Column.Kind kind, Row row) {
    table = captured.table();
    this.times = times;
    this.kind = kind;
    cells = new ArrayList<>(row.getCellsCount());
    row.getComplexDeletionsList().forEach(this::addDeletion);
    row.getCellsList().forEach(this::addCell);
  }

  /** In the order of the columns. */
  List<Cell> cells() {
    return Collections.unmodifiableList(cells);
  }

  /** In the order of the columns. */
  List<ComplexChange> complex() {
    List<ComplexChange> changes = new ArrayList<>(complex.size());
    for (ComplexChange change : complex.values()) {
      changes.add(
          new ComplexChange(
              change.column(), change.deletion(), Collections.unmodifiableList(change.cells())));
    }
    return Collections.unmodifiableList(changes);
  }

  private void addDeletion(ComplexDeletion captured) {
    Column column = column(captured.getColumn());
    if (!column.multiCell()) {
      throw malformed(column, "has a deletion of elements, but no elements");
    }
    if (complex.containsKey(column.index())) {
      throw malformed(column, "is deleted twice");
    }
    complexChange(column, times.deletion(captured));
  }

  private void addCell(io.sluice.wal.record.Cell captured) {
    Column column = column(captured.getColumn());
    if (captured.hasPath() != column.multiCell()) {
      throw malformed(column, captured.hasPath() ? "has no elements" : "has elements only");
    }
    if (column.index() < previousColumn
        || (column.index() == previousColumn && !column.multiCell())) {
      throw malformed(column, "stands behind its place");
    }
    previousColumn = column.index();
    Cell cell = times.cell(column, captured);
    (column.multiCell() ? complexChange(column, null).cells() : cells).add(cell);
  }

  private ComplexChange complexChange(Column column, Deletion deletion) {
    if (complex.isEmpty()) {
      complex = new TreeMap<>();
    }
    return complex.computeIfAbsent(
        column.index(), index -> new ComplexChange(column, deletion, new ArrayList<>()));
  }

  private Column column(int index) {
    // A number above 2^31 reads as a negative one.
    if (index < 0 || index >= table.columns().size()) {
      throw new UndecodableChangeException(
          String.format(
              "%s: a cell of column %s of %d",
              table, Integer.toUnsignedString(index), table.columns().size()));
    }
    Column column = table.columns().get(index);
    if (column.kind() != kind) {
      throw malformed(column, "cannot have a cell in this row");
    }
    return column;
  }

  private UndecodableChangeException malformed(Column column, String what) {
    return new UndecodableChangeException(table + ": column '" + column.name() + "' " + what);
  }
}
