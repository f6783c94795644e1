package io.sluice.trigger.encode;

import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.TableSchema;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.schema.TableMetadata.CompactTableMetadata;

/**
 * Describes a table as a {@link TableSchema}: as CQL shows it. What a COMPACT STORAGE table has
 * beside that, for the sake of clients that did not speak CQL, is left out; the static columns of
 * one without clustering columns are regular ones to CQL.
 */
final class SchemaBuilder {
  private SchemaBuilder() {}

  static CapturedTable capture(TableMetadata metadata) {
    List<ColumnMetadata> columns = columns(metadata);
    return new CapturedTable(
        new SchemaRecord(schema(metadata, columns)),
        columns,
        metadata.isStaticCompactTable(),
        onlyCell(metadata));
  }

  /** In the order of {@code TableSchema.columns}; a row's cells come in this order too. */
  private static List<ColumnMetadata> columns(TableMetadata metadata) {
    List<ColumnMetadata> columns = new ArrayList<>();
    columns.addAll(metadata.partitionKeyColumns());
    columns.addAll(metadata.clusteringColumns());
    metadata.staticColumns().forEach(columns::add);
    metadata.regularColumns().forEach(columns::add);
    columns.removeIf(column -> isHidden(metadata, column));
    return columns;
  }

  private static boolean isHidden(TableMetadata metadata, ColumnMetadata column) {
    return metadata instanceof CompactTableMetadata
        && ((CompactTableMetadata) metadata).isHiddenColumn(column);
  }

  private static ColumnMetadata onlyCell(TableMetadata metadata) {
    boolean dense = metadata.isCompactTable() && !metadata.isStaticCompactTable();
    return dense ? ((CompactTableMetadata) metadata).compactValueColumn : null;
  }

  private static TableSchema schema(TableMetadata metadata, List<ColumnMetadata> columns) {
    TableSchema.Builder schema =
        TableSchema.newBuilder()
            .setTableId(UuidBytes.of(metadata.id.asUUID()))
            .setKeyspace(metadata.keyspace)
            .setTable(metadata.name)
            .setCounter(metadata.isCounter());
    boolean staticCompact = metadata.isStaticCompactTable();
    columns.forEach(column -> schema.addColumns(column(column, staticCompact)));
    return schema.setVersion(digest(schema.build())).build();
  }

  private static Column column(ColumnMetadata column, boolean staticCompact) {
    return Column.newBuilder()
        .setName(column.name.toString())
        .setKind(kind(column.kind, staticCompact))
        .setType(CqlTypes.of(column.type))
        .setDescending(column.type.isReversed())
        .build();
  }

  private static Column.Kind kind(ColumnMetadata.Kind kind, boolean staticCompact) {
    if (kind == ColumnMetadata.Kind.PARTITION_KEY) {
      return Column.Kind.PARTITION_KEY;
    }
    if (kind == ColumnMetadata.Kind.CLUSTERING) {
      return Column.Kind.CLUSTERING;
    }
    boolean isStatic = kind == ColumnMetadata.Kind.STATIC && !staticCompact;
    return isStatic ? Column.Kind.STATIC : Column.Kind.REGULAR;
  }

  /** Never 0, which would mean "none" in {@code WalRecord.schema_version}. */
  private static long digest(TableSchema schema) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(schema.toByteArray());
      long version = ByteBuffer.wrap(hash).getLong();
      return version == 0 ? 1 : version;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
