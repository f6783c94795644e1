package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.event.Event;
import io.sluice.event.NamedValue;
import io.sluice.event.Value;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what changes hold of one column. Every method throws an {@link
 * UndeliverableChangeException} that names the column if that is none of its type.
 */
final class ProtobufColumn {
  private final Table table;
  private final Column column;
  // As bytes: a String would be encoded for each event.
  private final ByteString name;
  private final ByteString type;

  private final ProtobufReader<?> reader;
  private final Function<Cell, Event.Element> elements;

  ProtobufColumn(Table table, Column column) {
    this.table = table;
    this.column = column;
    name = ByteString.copyFromUtf8(column.name());
    type = ByteString.copyFromUtf8(column.type().asCql(true, true));
    reader = ProtobufReaders.of(column.type());
    elements = column.multiCell() ? ProtobufElements.of(column.type()) : null;
  }

  /** As a part of a {@link io.sluice.event.Key}. */
  NamedValue named(ByteString bytes) {
    return NamedValue.newBuilder().setNameBytes(name).setValue(value(bytes)).build();
  }

  Event.KeyColumn key(ByteString bytes) {
    return Event.KeyColumn.newBuilder()
        .setNameBytes(name)
        .setTypeBytes(type)
        .setValue(value(bytes))
        .build();
  }

  private Value value(ByteString bytes) {
    return read(() -> reader.read(bytes));
  }

  /** Of a column that is one cell. */
  Event.Column written(Cell cell) {
    return written().setCell(read(() -> ProtobufCells.of(cell, reader))).build();
  }

  /** Of a multi-cell column. */
  Event.Column written(ComplexChange change) {
    Event.Column.Builder event = written();
    if (change.deletion() != null) {
      event.setDeletion(ProtobufCells.of(change.deletion()));
    }
    change.cells().forEach(cell -> event.addElements(read(() -> elements.apply(cell))));
    return event.build();
  }

  private Event.Column.Builder written() {
    return Event.Column.newBuilder().setNameBytes(name).setTypeBytes(type);
  }

  private <T> T read(Supplier<T> part) {
    try {
      return part.get();
    } catch (RuntimeException e) {
      // The codecs throw whatever comes of reading bytes that are not theirs.
      throw ColumnReader.unreadable(table, column, e);
    }
  }
}
