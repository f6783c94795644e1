package io.sluice.relay.decode;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.TableSchema;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one {@link Table} of each version of each schema, however many segments and destinations
 * repeat it. Nothing is ever dropped: there is one entry for every CREATE and ALTER that was read.
 *
 * <p>For any number of threads.
 */
public final class TableSchemas {
  private record Known(Table table, TableSchema schema) {}

  private final ConcurrentHashMap<Long, Known> byVersion = new ConcurrentHashMap<>();

  /**
   * The table that a captured schema describes.
   *
   * @throws UndecodableChangeException if the schema holds a type that this version does not know,
   *     or makes no sense: no change of this table can be decoded
   */
  public Table table(TableSchema schema) {
    return byVersion
        .computeIfAbsent(
            schema.getVersion(), version -> new Known(SchemaDecoder.decode(schema), schema))
        .table();
  }

  /** The {@code TableSchema} that a table was made of here, serialized. */
  public ByteString serialized(Table table) {
    return byVersion.get(table.version()).schema().toByteString();
  }
}
