package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import org.apache.kafka.connect.data.Schema;

/** Makes the values of one table's records; see {@link ChangeEnvelope}. */
final class ChangeValue implements RecordValue {
  private final ChangeOrigin origin;
  private final FlatKey key;
  private final ChangeRawKeys rawKeys;
  private final ChangeTimes times;
  private final FlatRange range;
  private final ValueColumns readers;
  private final ObjectShape columns;
  private final ObjectShape shape;

  ChangeValue(Table table, boolean structs) {
    String name = schemaName(table);
    ValueReaders values = new ValueReaders(structs);
    origin = new ChangeOrigin(name, structs);
    key = new FlatKey(name + ".Key", table, values);
    rawKeys = new ChangeRawKeys(table);
    times = new ChangeTimes(name, structs);
    range = new FlatRange(name + ".Range", table, values);
    readers =
        new ValueColumns(
            table,
            column -> ChangeCell.reader(table, column, values),
            column -> ChangeElements.reader(table, column, values, times));
    columns = ObjectShape.optional(name + ".Columns", readers.schemas(), structs);
    shape = ObjectShape.required(name, fields(table), structs);
  }

  static String schemaName(Table table) {
    return SchemaName.of(table + ".Change");
  }

  private ImmutableMap<String, Schema> fields(Table table) {
    ImmutableMap.Builder<String, Schema> fields = ImmutableMap.builder();
    fields.putAll(origin.schemas());
    fields.put("key", key.schema());
    fields.put("raw", ChangeRawKeys.SCHEMA);
    fields.put("liveness", times.livenessSchema());
    fields.put("deletion", times.deletionSchema());
    if (!table.clustering().isEmpty()) {
      fields.put("range", range.schema());
    }
    return fields.put("columns", columns.schema()).buildOrThrow();
  }

  @Override
  public Schema schema() {
    return shape.schema();
  }

  @Override
  public Object of(Change change) {
    ObjectShape.Draft object = shape.draft();
    origin.read(change, object);
    object.set("key", key.of(change.key()));
    rawKeys.read(change, object);
    if (change instanceof Upsert upsert) {
      readWritten(upsert, object);
    } else if (change instanceof RangeDelete deleted) {
      object.set("deletion", times.of(deleted.deletion()));
      object.set("range", range.of(deleted.start(), deleted.end()));
    } else if (change instanceof Delete deleted) {
      object.set("deletion", times.of(deleted.deletion()));
    }
    return object.value();
  }

  private void readWritten(Upsert upsert, ObjectShape.Draft into) {
    if (upsert.liveness() != null) {
      into.set("liveness", times.of(upsert.liveness()));
    }
    ObjectShape.Draft written = columns.draft();
    readers.read(upsert, written);
    into.set("columns", written.value());
  }
}
