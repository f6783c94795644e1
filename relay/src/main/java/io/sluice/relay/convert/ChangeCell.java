package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import org.apache.kafka.connect.data.Schema;

/**
 * Makes objects of cells.
 *
 * <ul>
 *   <li>written: {@code {"value": "x", "writetime": 1, "ttl": 60, "expires_at": 1700000060}}
 *   <li>written with bytes that {@code value} does not tell, here none: {@code {"value": null,
 *       "raw": "", "writetime": 1}}; see {@link RawValues}
 *   <li>deleted: {@code {"deleted": true, "writetime": 1, "deleted_at": 1700000000}}
 * </ul>
 *
 * <p>{@link ChangeTimes} has the units. Elements of multi-cell columns also say which they are: see
 * {@link ChangeElements}.
 */
final class ChangeCell {
  private final ChangeContent content;
  private final ObjectShape shape;

  /**
   * Cells of a kind.
   *
   * @param name of the schema
   */
  ChangeCell(String name, ChangeContent content, boolean structs) {
    this.content = content;
    ImmutableMap<String, Schema> fields =
        ImmutableMap.<String, Schema>builder()
            .putAll(content.schemas())
            .put("deleted", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .putAll(ChangeTimes.OF_CELL)
            .buildOrThrow();
    shape = ObjectShape.optional(name, fields, structs);
  }

  /** The reader of a column that is one cell. */
  static ColumnReader<Cell> reader(Table table, Column column, ValueReaders readers) {
    ChangeContent content = new ChangeContent.OfColumn(column.type(), readers);
    ChangeCell cells = new ChangeCell(schemaName(table, column), content, readers.structs());
    return new ColumnReader<>(table, column, cells.schema(), cells::of);
  }

  static String schemaName(Table table, Column column) {
    return ChangeValue.schemaName(table) + ".Columns." + column.name();
  }

  Schema schema() {
    return shape.schema();
  }

  /**
   * A cell, as Connect takes it.
   *
   * @throws RuntimeException if its path or value is none of the column's type
   */
  Object of(Cell cell) {
    ObjectShape.Draft object = shape.draft();
    content.read(cell, object);
    if (cell.tombstone()) {
      object.set("deleted", true);
    }
    ChangeTimes.read(cell, object);
    return object.value();
  }
}
