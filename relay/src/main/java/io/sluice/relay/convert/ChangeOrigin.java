package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Table;
import io.sluice.wal.Position;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;

/** Says what a change is, of what table, and where it came from; see {@link ChangeEnvelope}. */
final class ChangeOrigin {
  private static final ImmutableMap<String, Schema> SOURCE =
      ImmutableMap.of(
          "cluster", Schema.OPTIONAL_STRING_SCHEMA,
          "data_center", Schema.OPTIONAL_STRING_SCHEMA,
          "host_id", Schema.OPTIONAL_STRING_SCHEMA,
          "position", Schema.OPTIONAL_STRING_SCHEMA);

  private final ObjectShape source;
  private final ImmutableMap<String, Schema> schemas;

  /**
   * Of a table's changes.
   *
   * @param name of the whole value's schema
   */
  ChangeOrigin(String name, boolean structs) {
    source = ObjectShape.optional(name + ".Source", SOURCE, structs);
    schemas =
        ImmutableMap.<String, Schema>builder()
            .put("operation", Schema.OPTIONAL_STRING_SCHEMA)
            .put("scope", Schema.OPTIONAL_STRING_SCHEMA)
            .put("keyspace", Schema.OPTIONAL_STRING_SCHEMA)
            .put("table", Schema.OPTIONAL_STRING_SCHEMA)
            .put("table_id", Schema.OPTIONAL_STRING_SCHEMA)
            .put("schema_version", Schema.OPTIONAL_STRING_SCHEMA)
            .put("change_id", Schema.OPTIONAL_STRING_SCHEMA)
            .put("source", source.schema())
            .put("captured_at", Schema.OPTIONAL_INT64_SCHEMA)
            .put("writetime", Schema.OPTIONAL_INT64_SCHEMA)
            .put("writetime_kind", Schema.OPTIONAL_STRING_SCHEMA)
            .put("outcome", Schema.OPTIONAL_STRING_SCHEMA)
            .buildOrThrow();
  }

  /** Of the fields that {@link #read} sets. */
  ImmutableMap<String, Schema> schemas() {
    return schemas;
  }

  void read(Change change, ObjectShape.Draft into) {
    into.set("operation", change.operation().name());
    into.set("scope", lowerCase(change.scope()));
    readTable(change.table(), into);
    into.set("change_id", change.id().toString());
    into.set("source", source(change));
    into.set("captured_at", change.capturedAtMicros());
    into.set("writetime", change.writetime());
    into.set("writetime_kind", lowerCase(change.captured().writetimeKind()));
    into.set("outcome", lowerCase(change.captured().outcome()));
  }

  private static void readTable(Table table, ObjectShape.Draft into) {
    into.set("keyspace", table.keyspace());
    into.set("table", table.name());
    into.set("table_id", table.id().toString());
    into.set("schema_version", HexFormat.of().toHexDigits(table.version()));
  }

  private Object source(Change change) {
    ObjectShape.Draft object = source.draft();
    object.set("cluster", change.source().cluster());
    object.set("data_center", change.source().dataCenter());
    object.set("host_id", change.source().hostId().toString());
    object.set("position", Position.toString(change.position()));
    return object.value();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
