package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Makes the values of one table's records; see {@link FlatEnvelope}. */
final class FlatValue implements RecordValue {
  private static final String RANGE = "_range";

  private final ValueColumns columns;
  private final String rangeField;
  private final FlatRange range;
  private final ObjectShape shape;
  private final boolean structs;

  FlatValue(Table table, boolean structs) {
    this.structs = structs;
    ValueReaders readers = new ValueReaders(structs);
    columns =
        new ValueColumns(
            table,
            column -> ColumnReader.ofCell(table, column, readers),
            column -> ColumnReader.ofElements(table, column, readers));
    Map<String, Schema> fields = new LinkedHashMap<>(columns.schemas());
    range = new FlatRange(schemaName(table) + "." + RANGE, table, readers);
    rangeField = unused(RANGE, fields);
    if (!table.clustering().isEmpty()) {
      fields.put(rangeField, range.schema());
    }
    shape = ObjectShape.required(schemaName(table), fields, structs);
  }

  static String schemaName(Table table) {
    return SchemaName.of(table + ".Value");
  }

  /** The name, with more underscores before it if a field is called that. */
  static String unused(String name, Map<String, Schema> used) {
    return used.containsKey(name) ? unused("_" + name, used) : name;
  }

  @Override
  public Schema schema() {
    return shape.schema();
  }

  @Override
  public Object of(Change change) {
    if (change instanceof Upsert upsert) {
      return columns(upsert);
    } else if (change instanceof RangeDelete deleted) {
      return wrap(range.of(deleted.start(), deleted.end()));
    }
    return change.scope() == Scope.PARTITION ? wrap(range.all()) : null;
  }

  private Object columns(Upsert upsert) {
    ObjectShape.Draft object = shape.draft();
    columns.read(upsert, object);
    return object.value();
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
