package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Table;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;

/**
 * Makes the cells of one column, as {@link DebeziumEnvelope} has them.
 *
 * <table>
 * <caption>cells</caption>
 * <tr><td>written</td><td>{@code {"value": 1, "deletion_ts": null, "set": true}}</td></tr>
 * <tr><td>written with a TTL</td><td>{@code deletion_ts} is when it ends, in µs since the
 *     epoch</td></tr>
 * <tr><td>deleted, or set to null</td><td>{@code value} is null</td></tr>
 * <tr><td>deleted with its row or partition</td><td>{@code value} is null, {@code deletion_ts} is
 *     the deletion's writetime</td></tr>
 * </table>
 *
 * <p>A non-frozen collection or user-defined type that was replaced is a cell like any other, with
 * a {@code deletion_ts} where all of its elements have a TTL; replaced by nothing it was deleted.
 * One of which elements were put in or taken out has no cell: its value is not known, and whatever
 * were written for it would read as the whole.
 */
final class DebeziumCells {
  private final Table table;
  private final Column column;
  private final ValueReaders readers;
  private final ObjectShape shape;

  /**
   * The cells of a column.
   *
   * @param name what the schema's name starts with. Each column has its own, since they differ in
   *     type: Avro has no two records of one name
   */
  DebeziumCells(String name, Table table, Column column, ValueReaders readers) {
    this.table = table;
    this.column = column;
    this.readers = readers;
    shape =
        ObjectShape.optional(
            name + "." + column.name() + ".Cell",
            ImmutableMap.of(
                "value", readers.of(column.type()).schema(),
                "deletion_ts", Schema.OPTIONAL_INT64_SCHEMA,
                "set", Schema.BOOLEAN_SCHEMA),
            true);
  }

  Schema schema() {
    return shape.schema();
  }

  /** Of a column of the primary key. */
  ColumnReader<ByteString> keys() {
    ValueReader<?> reader = readers.of(column.type());
    return new ColumnReader<>(table, column, schema(), bytes -> cell(reader.read(bytes), null));
  }

  /** Of a column that is one cell. */
  ColumnReader<Cell> values() {
    ValueReader<?> reader = readers.of(column.type());
    return new ColumnReader<>(
        table, column, schema(), cell -> cell(reader.read(cell.value()), end(List.of(cell))));
  }

  /** Of a multi-cell column. */
  ColumnReader<ComplexChange> collections() {
    Elements elements = Elements.of(column.type(), readers);
    return new ColumnReader<>(
        table,
        column,
        schema(),
        change -> change.deletion() == null ? null : replaced(elements, change.cells()));
  }

  private Object replaced(Elements elements, List<Cell> cells) {
    List<Cell> present = cells.stream().filter(cell -> !cell.tombstone()).toList();
    return present.isEmpty() ? cell(null, null) : cell(elements.whole(present), end(present));
  }

  /**
   * Deleted with its row or partition.
   *
   * @param writetime of the deletion
   */
  Object deleted(long writetime) {
    return cell(null, writetime);
  }

  private Object cell(Object value, Long deletionTs) {
    ObjectShape.Draft cell = shape.draft();
    cell.set("value", value);
    cell.set("deletion_ts", deletionTs);
    cell.set("set", true);
    return cell.value();
  }

  /** When the last of them ends, in microseconds since the epoch; null if one has no TTL. */
  private static Long end(List<Cell> cells) {
    long last = Long.MIN_VALUE;
    for (Cell cell : cells) {
      if (cell.ttl() <= 0) {
        return null;
      }
      last = Math.max(last, cell.localDeletionTime());
    }
    return TimeUnit.SECONDS.toMicros(last);
  }
}
