package io.sluice.bench;

import com.google.protobuf.ByteString;
import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.SparseJournal;
import io.sluice.wal.record.Cell;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.Liveness;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.Row;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a node has queued up for a relay that was away: inserts into one table, {@code bench.queued
 * (k text PRIMARY KEY, a text, b int)}, of numbered keys.
 */
final class QueuedChanges {
  private static final long VERSION = 1;
  private static final Duration PATIENCE_WITH_DISK = Duration.ofMinutes(1);

  private static final SchemaRecord SCHEMA =
      new SchemaRecord(
          TableSchema.newBuilder()
              .setVersion(VERSION)
              .setTableId(ByteString.copyFrom(new byte[16]))
              .setKeyspace("bench")
              .setTable("queued")
              .addColumns(column("k", Column.Kind.PARTITION_KEY, "text"))
              .addColumns(column("a", Column.Kind.REGULAR, "text"))
              .addColumns(column("b", Column.Kind.REGULAR, "int"))
              .build());

  private static final SegmentHeader WRITER =
      SegmentHeader.newBuilder()
          .setCluster("bench")
          .setDataCenter("dc1")
          .setHostId(ByteString.copyFrom(new byte[16]))
          .setJournalId(1)
          .setWriterId(1)
          .setWriteTimeoutMillis(2_000)
          .build();

  private QueuedChanges() {}

  /** Writes a journal of changes, each with its outcome behind it. */
  static void write(Path journal, int changes) throws IOException {
    JournalOptions options =
        JournalOptions.builder().maxBacklog(Long.MAX_VALUE).maxWait(PATIENCE_WITH_DISK).build();
    try (JournalWriter writer = JournalWriter.open(journal, options, WRITER, QueuedChanges::warn)) {
      for (int i = 0; i < changes; i++) {
        byte[] change = change(i);
        byte[] outcome = outcome(writer.append(SCHEMA, change, change.length));
        writer.write(outcome, outcome.length);
      }
    }
  }

  private static void warn(String message) {
    System.err.println(message);
  }

  /** Writes a journal that is as large as so many segments, with one change in each. */
  static void writeSparse(Path journal, int segments) throws IOException {
    SparseJournal.write(
        journal, segments, WRITER, SCHEMA, QueuedChanges::change, QueuedChanges::outcome);
  }

  private static byte[] change(int i) {
    Row row =
        Row.newBuilder()
            .setLiveness(Liveness.getDefaultInstance())
            .addCells(cell(1, ByteString.copyFromUtf8("a line of some length")))
            .addCells(cell(2, ByteString.copyFrom(ByteBuffer.allocate(4).putInt(0, i))))
            .build();
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    PartitionChange update =
        PartitionChange.newBuilder()
            .setPartitionKey(ByteString.copyFromUtf8(Integer.toString(i)))
            .setTimestamp(now)
            .addRows(row)
            .build();
    return WalRecord.newBuilder()
        .setCapturedAt(now)
        .setSchemaVersion(VERSION)
        .setChange(update.toByteString())
        .build()
        .toByteArray();
  }

  private static byte[] outcome(long position) {
    return WalRecord.newBuilder()
        .setOutcome(Outcome.newBuilder().setKind(Outcome.Kind.APPLIED).addPosition(position))
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
