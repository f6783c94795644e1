package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Table;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Makes objects of what happened to non-frozen collections and user-defined types: {@code
 * {"deletion": {"writetime": 1, "deleted_at": 1700000000}, "elements": [...]}}. There is a {@code
 * deletion} where everything that it held before was deleted; the {@code elements}, perhaps none,
 * are {@link ChangeCell}s in Cassandra's order, each of which says which it is: {@code key} of a
 * map, {@code value} of a set, {@code id} of a list, {@code field} of a user-defined type.
 */
final class ChangeElements {
  private final ChangeTimes times;
  private final ChangeCell cells;
  private final ObjectShape shape;

  private ChangeElements(String name, ChangeContent content, boolean structs, ChangeTimes times) {
    this.times = times;
    cells = new ChangeCell(name + ".Element", content, structs);
    Schema elements = SchemaBuilder.array(cells.schema()).optional().build();
    shape =
        ObjectShape.optional(
            name,
            ImmutableMap.of("deletion", times.deletionSchema(), "elements", elements),
            structs);
  }

  /** The reader of a multi-cell column. */
  static ColumnReader<ComplexChange> reader(
      Table table, Column column, ValueReaders readers, ChangeTimes times) {
    String name = ChangeCell.schemaName(table, column);
    ChangeContent content = ChangeContent.ofElements(column.type(), readers);
    ChangeElements elements = new ChangeElements(name, content, readers.structs(), times);
    return new ColumnReader<>(table, column, elements.shape.schema(), elements::of);
  }

  private Object of(ComplexChange change) {
    ObjectShape.Draft object = shape.draft();
    if (change.deletion() != null) {
      object.set("deletion", times.of(change.deletion()));
    }
    object.set("elements", change.cells().stream().map(cells::of).toList());
    return object.value();
  }
}
