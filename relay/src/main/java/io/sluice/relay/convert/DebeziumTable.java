package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.Operation;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Makes the keys and values of one table's records; see {@link DebeziumEnvelope}. */
final class DebeziumTable {
  private static final String NAMESPACE = "io.debezium.connector.cassandra.";

  private final FlatKey key;
  private final DebeziumSource source;
  private final DebeziumRow row;
  private final Schema schema;

  /**
   * The records of a table.
   *
   * @param prefix of the schemas' names
   */
  DebeziumTable(String prefix, Table table, DebeziumSource source) {
    String name = SchemaName.of(NAMESPACE + prefix + "." + table);
    ValueReaders readers = new ValueReaders(true, DebeziumTypes.NOTATION);
    key = new FlatKey(name + ".Key", table, readers);
    row = new DebeziumRow(name, table, readers);
    this.source = source;
    schema =
        SchemaBuilder.struct()
            .name(name + ".Envelope")
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("op", Schema.STRING_SCHEMA)
            .field("source", source.schema())
            .field("after", row.schema())
            .build();
  }

  Struct key(Change change) {
    return (Struct) key.of(change.key());
  }

  Struct value(Change change) {
    return new Struct(schema)
        .put("ts_ms", TimeUnit.MICROSECONDS.toMillis(change.capturedAtMicros()))
        .put("op", operation(change.operation(), change.scope()))
        .put("source", source.of(change))
        .put("after", row.of(change));
  }

  private static String operation(Operation operation, Scope scope) {
    return switch (operation) {
      case INSERT -> "i";
      case UPDATE -> "u";
      case DELETE -> scope == Scope.RANGE ? "r" : "d";
    };
  }
}
