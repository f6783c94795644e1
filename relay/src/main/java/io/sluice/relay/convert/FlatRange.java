package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Makes the ranges of rows that a delete of one table takes away; see {@link FlatEnvelope}. */
final class FlatRange {
  private static final Bound OPEN = new Bound(List.of(), true);
  private static final Schema ORDER =
      SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).optional().build();

  private final KeyColumns clustering;
  private final Map<String, String> order = new LinkedHashMap<>();
  private final ObjectShape values;
  private final ObjectShape bound;
  private final ObjectShape range;

  /**
   * The ranges of a table.
   *
   * @param name of the schema
   */
  FlatRange(String name, Table table, ValueReaders readers) {
    clustering = new KeyColumns(table, table.clustering(), readers);
    for (Column column : table.clustering()) {
      order.put(column.name(), column.descending() ? "DESC" : "ASC");
    }
    boolean structs = readers.structs();
    values = ObjectShape.optional(name + ".Clustering", clustering.schemas(), structs);
    bound =
        ObjectShape.optional(
            name + ".Bound",
            ImmutableMap.of(
                "clustering", values.schema(), "inclusive", Schema.OPTIONAL_BOOLEAN_SCHEMA),
            structs);
    range =
        ObjectShape.optional(
            name,
            ImmutableMap.of(
                "start", bound.schema(), "end", bound.schema(), "clustering_order", ORDER),
            structs);
  }

  Schema schema() {
    return range.schema();
  }

  /** All rows of a partition. */
  Object all() {
    return of(OPEN, OPEN);
  }

  Object of(Bound start, Bound end) {
    ObjectShape.Draft object = range.draft();
    object.set("start", bound(start));
    object.set("end", bound(end));
    object.set("clustering_order", order);
    return object.value();
  }

  private Object bound(Bound captured) {
    if (captured.open()) {
      return null;
    }
    ObjectShape.Draft columns = values.draft();
    clustering.read(captured.values(), columns);
    ObjectShape.Draft object = bound.draft();
    object.set("clustering", columns.value());
    object.set("inclusive", captured.inclusive());
    return object.value();
  }
}
