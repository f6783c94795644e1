package io.sluice.relay.decode;

import com.datastax.oss.driver.api.core.type.DataType;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.TableSchema;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes a {@link Table} of a captured schema. */
final class SchemaDecoder {
  private SchemaDecoder() {}

  /**
   * @throws UndecodableChangeException if it holds a type that this version does not know, or makes
   *     no sense; the message names the table
   */
  static Table decode(TableSchema schema) {
    try {
      Table table =
          new Table(
              id(schema.getTableId()),
              schema.getVersion(),
              schema.getKeyspace(),
              schema.getTable(),
              schema.getCounter(),
              columns(schema.getColumnsList()));
      if (table.partitionKey().isEmpty()) {
        throw new UndecodableChangeException("no partition key");
      }
      return table;
    } catch (UndecodableChangeException e) {
      throw new UndecodableChangeException(
          "schema of " + schema.getKeyspace() + "." + schema.getTable() + ": " + e.getMessage(), e);
    }
  }

  private static UUID id(ByteString bytes) {
    if (bytes.size() != 2 * Long.BYTES) {
      throw new UndecodableChangeException("table id of " + bytes.size() + " bytes instead of 16");
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static List<Column> columns(List<io.sluice.wal.record.Column> captured) {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < captured.size(); i++) {
      String name = captured.get(i).getName();
      if (name.isEmpty() || !names.add(name)) {
        throw new UndecodableChangeException("a second column '" + name + "', or one of no name");
      }
      columns.add(column(captured.get(i), i));
    }
    return columns.build();
  }

  private static Column column(io.sluice.wal.record.Column captured, int index) {
    Column.Kind kind = kind(captured);
    DataType type = TypeDecoder.decode(captured.getType());
    boolean multiCell =
        (kind == Column.Kind.REGULAR || kind == Column.Kind.STATIC)
            && multiCell(captured.getType());
    return new Column(captured.getName(), kind, type, multiCell, captured.getDescending(), index);
  }

  private static Column.Kind kind(io.sluice.wal.record.Column captured) {
    return switch (captured.getKind()) {
      case PARTITION_KEY -> Column.Kind.PARTITION_KEY;
      case CLUSTERING -> Column.Kind.CLUSTERING;
      case STATIC -> Column.Kind.STATIC;
      case REGULAR -> Column.Kind.REGULAR;
      case UNRECOGNIZED ->
          throw new UndecodableChangeException(
              "column '" + captured.getName() + "' of unknown kind " + captured.getKindValue());
    };
  }

  private static boolean multiCell(CqlType type) {
    return switch (type.getKind()) {
      case LIST, SET, MAP, UDT -> !type.getFrozen();
      default -> false;
    };
  }
}
