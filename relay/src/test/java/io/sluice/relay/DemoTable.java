package io.sluice.relay;

import com.google.protobuf.ByteString;
import io.sluice.wal.record.Cell;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.Liveness;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.Row;
import io.sluice.wal.record.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code demo_ks.demo_table (k text primary key, v text)}, as the trigger writes it. */
public final class DemoTable {
  public static final TableSchema SCHEMA =
      TableSchema.newBuilder()
          .setVersion(4711)
          .setTableId(ByteString.copyFrom(new byte[16]))
          .setKeyspace("demo_ks")
          .setTable("demo_table")
          .addColumns(text("k", Column.Kind.PARTITION_KEY))
          .addColumns(text("v", Column.Kind.REGULAR))
          .build();

  private DemoTable() {}

  /** The same under another name. */
  public static TableSchema named(String table) {
    byte[] id = Arrays.copyOf(table.getBytes(StandardCharsets.UTF_8), 16);
    return SCHEMA.toBuilder()
        .setVersion(table.hashCode())
        .setTableId(ByteString.copyFrom(id))
        .setTable(table)
        .build();
  }

  /** {@code INSERT INTO demo_table (k, v) VALUES (…)}; the same bytes each time. */
  public static ByteString insert(String k, String v) {
    Cell cell = Cell.newBuilder().setColumn(1).setValue(ByteString.copyFromUtf8(v)).build();
    Row row = Row.newBuilder().setLiveness(Liveness.getDefaultInstance()).addCells(cell).build();
    return PartitionChange.newBuilder()
        .setPartitionKey(ByteString.copyFromUtf8(k))
        .setTimestamp(1_569_523_246_509_000L)
        .addRows(row)
        .build()
        .toByteString();
  }

  private static Column text(String name, Column.Kind kind) {
    CqlType type = CqlType.newBuilder().setKind(CqlType.Kind.NATIVE).setName("text").build();
    return Column.newBuilder().setName(name).setKind(kind).setType(type).build();
  }
}
