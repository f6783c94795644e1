package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Makes the values of one table's records; see {@link FlatEnvelope}. */
final class FlatValue {
  private static final String RANGE = "_range";

  // By index.
  private final Map<Integer, ColumnReader<ByteString>> values = new HashMap<>();
  private final Map<Integer, ColumnReader<ComplexChange>> elements = new HashMap<>();

  private final String rangeField;
  private final FlatRange range;
  private final ObjectShape shape;
  private final boolean structs;

  FlatValue(Table table, boolean structs) {
    this.structs = structs;
    ValueReaders readers = new ValueReaders(structs);
    Map<String, Schema> fields = new LinkedHashMap<>();
    table.statics().forEach(column -> fields.put(column.name(), add(table, column, readers)));
    table.regulars().forEach(column -> fields.put(column.name(), add(table, column, readers)));
    range = new FlatRange(schemaName(table) + "." + RANGE, table, readers);
    rangeField = unused(RANGE, fields);
    if (!table.clustering().isEmpty()) {
      fields.put(rangeField, range.schema());
    }
    shape = ObjectShape.required(schemaName(table), fields, structs);
  }

  static String schemaName(Table table) {
    return table + ".Value";
  }

  private Schema add(Table table, Column column, ValueReaders readers) {
    if (column.multiCell()) {
      ColumnReader<ComplexChange> reader = ColumnReader.ofElements(table, column, readers);
      elements.put(column.index(), reader);
      return reader.schema();
    }
    ColumnReader<ByteString> reader = ColumnReader.ofValues(table, column, readers);
    values.put(column.index(), reader);
    return reader.schema();
  }

  private static String unused(String name, Map<String, Schema> used) {
    return used.containsKey(name) ? unused("_" + name, used) : name;
  }

  Schema schema() {
    return shape.schema();
  }

  /** The columns that a row or the static row was written with. */
  Object of(Upsert upsert) {
    ObjectShape.Draft object = shape.draft();
    for (Cell cell : upsert.cells()) {
      values.get(cell.column().index()).read(cell.value(), object);
    }
    for (ComplexChange change : upsert.complex()) {
      elements.get(change.column().index()).read(change, object);
    }
    return object.value();
  }

  /** The rows between two bounds. */
  Object of(Bound start, Bound end) {
    return wrap(range.of(start, end));
  }

  /** All rows of a partition. */
  Object all() {
    return wrap(range.all());
  }

  /** With schemas every value has the one schema, in which the range is a field. */
  private Object wrap(Object deleted) {
    if (!structs) {
      return deleted;
    }
    ObjectShape.Draft object = shape.draft();
    object.set(rangeField, deleted);
    return object.value();
  }
}
