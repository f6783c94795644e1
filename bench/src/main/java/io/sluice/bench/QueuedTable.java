package io.sluice.bench;

import com.google.protobuf.ByteString;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.Cell;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.Liveness;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.Row;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table whose changes are made up: {@code bench.<name> (k text PRIMARY KEY, a text, b int)}, into
 * which numbered keys are inserted, all with the same text.
 */
final class QueuedTable {
  /** The one that a single table's changes are of. */
  static final QueuedTable QUEUED = new QueuedTable("queued", 0, "a line of some length");

  private static final int ID_BYTES = 16;

  private final SchemaRecord schema;
  private final ByteString text;

  /**
   * @param number another one for each table of a journal: its identity and its schema's version
   */
  private QueuedTable(String name, int number, String text) {
    this.text = ByteString.copyFromUtf8(text);
    byte[] id = ByteBuffer.allocate(ID_BYTES).putInt(0, number).array();
    schema =
        new SchemaRecord(
            TableSchema.newBuilder()
                .setVersion(number + 1)
                .setTableId(ByteString.copyFrom(id))
                .setKeyspace("bench")
                .setTable(name)
                .addColumns(column("k", Column.Kind.PARTITION_KEY, "text"))
                .addColumns(column("a", Column.Kind.REGULAR, "text"))
                .addColumns(column("b", Column.Kind.REGULAR, "int"))
                .build());
  }

  /** The table of that number among those of {@link #many}, and always the same name. */
  static String name(int number) {
    return "t" + number;
  }

  /** So many tables of small rows. */
  static List<QueuedTable> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new QueuedTable(name(number), number, "a line of some length"))
        .toList();
  }

  /** The first of many tables, with rows of so many bytes of text. */
  static QueuedTable ofRows(int bytes) {
    StringBuilder text = new StringBuilder(bytes);
    for (int i = 0; i < bytes; i++) {
      text.append((char) ('a' + i % 26));
    }
    return new QueuedTable(name(0), 0, text.toString());
  }

  SchemaRecord schema() {
    return schema;
  }

  /** The insert of a key, captured now. */
  byte[] change(int key) {
    Row row =
        Row.newBuilder()
            .setLiveness(Liveness.getDefaultInstance())
            .addCells(cell(1, text))
            .addCells(cell(2, ByteString.copyFrom(ByteBuffer.allocate(4).putInt(0, key))))
            .build();
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    PartitionChange update =
        PartitionChange.newBuilder()
            .setPartitionKey(ByteString.copyFromUtf8(Integer.toString(key)))
            .setTimestamp(now)
            .addRows(row)
            .build();
    return WalRecord.newBuilder()
        .setCapturedAt(now)
        .setSchemaVersion(schema.version())
        .setChange(update.toByteString())
        .build()
        .toByteArray();
  }

  private static Column column(String name, Column.Kind kind, String type) {
    return Column.newBuilder()
        .setName(name)
        .setKind(kind)
        .setType(CqlType.newBuilder().setKind(CqlType.Kind.NATIVE).setName(type))
        .build();
  }

  private static Cell cell(int column, ByteString value) {
    return Cell.newBuilder().setColumn(column).setValue(value).build();
  }
}
