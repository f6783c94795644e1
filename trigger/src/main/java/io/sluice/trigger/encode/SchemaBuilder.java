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

/** Describes a table as a {@link TableSchema}. */
final class SchemaBuilder {
  private SchemaBuilder() {}

  static CapturedTable capture(TableMetadata metadata) {
    List<ColumnMetadata> columns = columns(metadata);
    return new CapturedTable(new SchemaRecord(schema(metadata, columns)), columns);
  }

  /** In the order of {@code TableSchema.columns}; a row's cells come in this order too. */
  private static List<ColumnMetadata> columns(TableMetadata metadata) {
    List<ColumnMetadata> columns = new ArrayList<>();
    columns.addAll(metadata.partitionKeyColumns());
    columns.addAll(metadata.clusteringColumns());
    metadata.staticColumns().forEach(columns::add);
    metadata.regularColumns().forEach(columns::add);
    return columns;
  }

  private static TableSchema schema(TableMetadata metadata, List<ColumnMetadata> columns) {
    TableSchema.Builder schema =
        TableSchema.newBuilder()
            .setTableId(UuidBytes.of(metadata.id.asUUID()))
            .setKeyspace(metadata.keyspace)
            .setTable(metadata.name)
            .setCounter(metadata.isCounter());
    columns.forEach(column -> schema.addColumns(column(column)));
    return schema.setVersion(digest(schema.build())).build();
  }

  private static Column column(ColumnMetadata column) {
    return Column.newBuilder()
        .setName(column.name.toString())
        .setKind(kind(column.kind))
        .setType(CqlTypes.of(column.type))
        .setDescending(column.type.isReversed())
        .build();
  }

  private static Column.Kind kind(ColumnMetadata.Kind kind) {
    if (kind == ColumnMetadata.Kind.PARTITION_KEY) {
      return Column.Kind.PARTITION_KEY;
    }
    if (kind == ColumnMetadata.Kind.CLUSTERING) {
      return Column.Kind.CLUSTERING;
    }
    return kind == ColumnMetadata.Kind.STATIC ? Column.Kind.STATIC : Column.Kind.REGULAR;
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
