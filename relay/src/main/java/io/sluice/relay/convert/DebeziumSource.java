package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.wal.Position;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Makes what {@link DebeziumEnvelope} has as {@code source}:
 *
 * <table>
 * <caption>fields</caption>
 * <tr><td>{@code version}</td><td>Sluice's</td></tr>
 * <tr><td>{@code connector}, {@code snapshot}, {@code db}, {@code sequence}</td><td>always {@code
 *     cassandra}, {@code false}, {@code NULL}, null</td></tr>
 * <tr><td>{@code name}</td><td>the destination's</td></tr>
 * <tr><td>{@code ts_ms}, {@code ts_us}, {@code ts_ns}</td><td>the writetime; {@code ts_ns} is null
 *     after 2262, where there are no such nanoseconds</td></tr>
 * <tr><td>{@code cluster}, {@code keyspace}, {@code table}</td><td></td></tr>
 * <tr><td>{@code file}, {@code pos}</td><td>where the change stands in the journal of the node that
 *     captured it: the name of the segment's file, the offset in bytes</td></tr>
 * </table>
 */
final class DebeziumSource {
  private static final long MICROS_PER_MILLI = 1000;
  private static final long NANOS_PER_MICRO = 1000;
  private static final long MOST_MICROS = Long.MAX_VALUE / NANOS_PER_MICRO;
  private static final String VERSION = version();

  private static final Schema SNAPSHOT =
      SchemaBuilder.string()
          .name("io.debezium.data.Enum")
          .version(1)
          .parameter(
              "allowed",
              "true,first,first_in_data_collection,last_in_data_collection,last,false,incremental")
          .defaultValue("false")
          .optional()
          .build();

  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("source")
          .version(1)
          .field("version", Schema.STRING_SCHEMA)
          .field("connector", Schema.STRING_SCHEMA)
          .field("name", Schema.STRING_SCHEMA)
          .field("ts_ms", Schema.INT64_SCHEMA)
          .field("snapshot", SNAPSHOT)
          .field("db", Schema.STRING_SCHEMA)
          .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
          .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
          .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
          .field("cluster", Schema.STRING_SCHEMA)
          .field("file", Schema.STRING_SCHEMA)
          .field("pos", Schema.INT32_SCHEMA)
          .field("keyspace", Schema.STRING_SCHEMA)
          .field("table", Schema.STRING_SCHEMA)
          .build();

  private final String name;

  /**
   * The sources of a destination's records.
   *
   * @param name the destination's
   */
  DebeziumSource(String name) {
    this.name = name;
  }

  Schema schema() {
    return SCHEMA;
  }

  Struct of(Change change) {
    long writetime = change.writetime();
    return new Struct(SCHEMA)
        .put("version", VERSION)
        .put("connector", "cassandra")
        .put("name", name)
        .put("ts_ms", Math.floorDiv(writetime, MICROS_PER_MILLI))
        .put("snapshot", "false")
        .put("db", "NULL")
        .put("ts_us", writetime)
        .put("ts_ns", nanoseconds(writetime))
        .put("cluster", change.source().cluster())
        .put("file", Position.fileName(Position.segment(change.position())))
        .put("pos", Position.offset(change.position()))
        .put("keyspace", change.table().keyspace())
        .put("table", change.table().name());
  }

  private static Long nanoseconds(long micros) {
    boolean fit = micros <= MOST_MICROS && micros >= -MOST_MICROS;
    return fit ? micros * NANOS_PER_MICRO : null;
  }

  private static String version() {
    String version = DebeziumSource.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }
}
