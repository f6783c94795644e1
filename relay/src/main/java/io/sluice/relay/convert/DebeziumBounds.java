package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Makes the bounds of the ranges of rows that a delete of one table takes away, as {@link
 * DebeziumEnvelope} has them:
 *
 * <pre>{@code
 * {"method": "INCL_START_BOUND",
 *  "values": [{"name": "ck", "value": "1", "type": "org.apache.cassandra.db.marshal.Int32Type"}]}
 * }</pre>
 *
 * <p>Open, it is inclusive and has no values. {@link MarshalType} says how values and types are
 * written.
 */
final class DebeziumBounds {
  private static final Schema VALUE =
      SchemaBuilder.struct()
          .name("clustering_value")
          .version(1)
          .field("name", Schema.STRING_SCHEMA)
          .field("value", Schema.STRING_SCHEMA)
          .field("type", Schema.STRING_SCHEMA)
          .build();

  private static final Schema VALUES =
      SchemaBuilder.array(VALUE).name("clustering_values").version(1).build();

  static final Schema START = schema("_range_start");
  static final Schema END = schema("_range_end");

  private final KeyColumns clustering;

  DebeziumBounds(Table table) {
    clustering = new KeyColumns(table.clustering(), column -> reader(table, column));
  }

  private static ColumnReader<ByteString> reader(Table table, Column column) {
    String name = CqlIdentifier.fromInternal(column.name()).asCql(true);
    MarshalType type = new MarshalType(column);
    return new ColumnReader<>(
        table,
        column,
        VALUE,
        bytes ->
            new Struct(VALUE)
                .put("name", name)
                .put("value", type.text(bytes))
                .put("type", type.name()));
  }

  private static Schema schema(String name) {
    return SchemaBuilder.struct()
        .name(name)
        .version(1)
        .field("method", Schema.STRING_SCHEMA)
        .field("values", VALUES)
        .optional()
        .build();
  }

  Struct start(Bound bound) {
    return bound(START, "_START_BOUND", bound);
  }

  Struct end(Bound bound) {
    return bound(END, "_END_BOUND", bound);
  }

  private Struct bound(Schema schema, String side, Bound bound) {
    Values values = new Values(new ArrayList<>());
    clustering.read(bound.values(), values);
    boolean inclusive = bound.open() || bound.inclusive();
    return new Struct(schema)
        .put("method", (inclusive ? "INCL" : "EXCL") + side)
        .put("values", values.value());
  }

  /** The columns that a bound names, each of which says its name itself. */
  private record Values(List<Object> value) implements ObjectShape.Draft {
    @Override
    public void set(String field, Object fieldValue) {
      value.add(fieldValue);
    }
  }
}
