package io.sluice.relay.convert;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** Reads values of the first of some key columns. */
final class KeyColumns {
  private final List<ColumnReader<ByteString>> columns;

  KeyColumns(Table table, List<Column> columns, ValueReaders readers) {
    this(columns, column -> ColumnReader.ofValues(table, column, readers));
  }

  KeyColumns(List<Column> columns, Function<Column, ColumnReader<ByteString>> reader) {
    this.columns = columns.stream().map(reader).toList();
  }

  /** By the columns' names. */
  ImmutableMap<String, Schema> schemas() {
    return columns.stream().collect(toImmutableMap(ColumnReader::name, ColumnReader::schema));
  }

  /** Sets the columns that there are values of. */
  void read(List<ByteString> values, ObjectShape.Draft into) {
    for (int i = 0; i < values.size(); i++) {
      columns.get(i).read(values.get(i), into);
    }
  }
}
