package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.Table;
import org.apache.kafka.connect.data.Schema;

/** Makes the keys of one table's records; see {@link FlatEnvelope}. */
final class FlatKey {
  private final KeyColumns partition;
  private final KeyColumns clustering;
  private final ObjectShape shape;

  /**
   * The keys of a table.
   *
   * @param name of the schema
   */
  FlatKey(String name, Table table, boolean structs) {
    ValueReaders readers = new ValueReaders(structs);
    partition = new KeyColumns(table, table.partitionKey(), readers);
    clustering = new KeyColumns(table, table.clustering(), readers);
    ImmutableMap<String, Schema> fields =
        ImmutableMap.<String, Schema>builder()
            .putAll(partition.schemas())
            .putAll(clustering.schemas())
            .buildOrThrow();
    shape = ObjectShape.required(name, fields, structs);
  }

  Schema schema() {
    return shape.schema();
  }

  Object of(PrimaryKey key) {
    ObjectShape.Draft object = shape.draft();
    partition.read(key.partition(), object);
    clustering.read(key.clustering(), object);
    return object.value();
  }
}
