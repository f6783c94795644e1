package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * Reads what a change holds of one column, and says which column it was if that cannot be read.
 *
 * @param <V> what a change holds of it
 */
final class ColumnReader<V> {
  private final Table table;
  private final Column column;
  private final Schema schema;
  private final Function<V, Object> reader;

  /**
   * A reader.
   *
   * @param schema of what is read, optional
   * @param reader throws a RuntimeException for what is none of the column's type
   */
  ColumnReader(Table table, Column column, Schema schema, Function<V, Object> reader) {
    this.table = table;
    this.column = column;
    this.schema = schema;
    this.reader = reader;
  }

  /** Of a column of the primary key. */
  static ColumnReader<ByteString> ofValues(Table table, Column column, ValueReaders readers) {
    ValueReader<?> reader = readers.of(column.type());
    return new ColumnReader<>(table, column, reader.schema(), reader::read);
  }

  /** Of a column that is one cell. */
  static ColumnReader<Cell> ofCell(Table table, Column column, ValueReaders readers) {
    ValueReader<?> reader = readers.of(column.type());
    return new ColumnReader<>(
        table,
        column,
        reader.schema(),
        readers.structs()
            ? cell -> reader.read(cell.value())
            : cell -> ComplexReader.distinct(reader.read(cell.value())));
  }

  /** Of a multi-cell column. */
  static ColumnReader<ComplexChange> ofElements(Table table, Column column, ValueReaders readers) {
    String name = FlatValue.schemaName(table) + "." + column.name();
    ComplexReader reader = ComplexReader.of(name, column.type(), readers);
    return new ColumnReader<>(table, column, reader.schema(), reader::read);
  }

  String name() {
    return column.name();
  }

  Schema schema() {
    return schema;
  }

  /**
   * Reads what the change holds, and sets the field of the column's name to it.
   *
   * @throws UndeliverableChangeException if it is none of the column's type
   */
  void read(V held, ObjectShape.Draft into) {
    try {
      into.set(column.name(), reader.apply(held));
    } catch (RuntimeException e) {
      // The codecs throw whatever comes of reading bytes that are not theirs.
      throw unreadable(table, column, e);
    }
  }

  /** What is to be thrown where a column holds something that is none of its type. */
  static UndeliverableChangeException unreadable(
      Table table, Column column, RuntimeException cause) {
    return new UndeliverableChangeException(
        String.format(
            "%s: column '%s' holds no %s", table, column.name(), column.type().asCql(true, false)),
        cause);
  }
}
