package io.sluice.trigger.encode;

import com.google.protobuf.ByteString;
import io.sluice.wal.record.Bound;
import io.sluice.wal.record.Cell;
import io.sluice.wal.record.ClusteringValue;
import io.sluice.wal.record.ComplexDeletion;
import io.sluice.wal.record.Deletion;
import io.sluice.wal.record.Liveness;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.RangeDeletion;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.cassandra.db.BufferClustering;
import org.apache.cassandra.db.BufferClusteringBound;
import org.apache.cassandra.db.Clustering;
import org.apache.cassandra.db.ClusteringBound;
import org.apache.cassandra.db.ClusteringPrefix;
import org.apache.cassandra.db.DeletionTime;
import org.apache.cassandra.db.LivenessInfo;
import org.apache.cassandra.db.RangeTombstone;
import org.apache.cassandra.db.Slice;
import org.apache.cassandra.db.context.CounterContext;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.BTreeRow;
import org.apache.cassandra.db.rows.BufferCell;
import org.apache.cassandra.db.rows.CellPath;
import org.apache.cassandra.db.rows.Row;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.utils.ByteBufferUtil;

/**
 * Makes a PartitionUpdate out of nothing but a record and its schema: if it serializes to the bytes
 * of the update that was encoded, nothing was lost on the way.
 */
final class Rebuilt {
  private static final int NO_TTL = 0;

  private final PartitionUpdate original;
  private final Encoded encoded;
  private final PartitionChange change;

  private Rebuilt(PartitionUpdate original, Encoded encoded) {
    this.original = original;
    this.encoded = encoded;
    this.change = encoded.change();
  }

  /** The original gives the table and the set of columns, which no record needs to hold. */
  static PartitionUpdate from(PartitionUpdate original, Encoded encoded) {
    return new Rebuilt(original, encoded).build();
  }

  private PartitionUpdate build() {
    PartitionUpdate.Builder update =
        new PartitionUpdate.Builder(
            original.metadata(),
            buffer(change.getPartitionKey()),
            original.columns(),
            change.getRowsCount());
    if (change.hasDeletion()) {
      update.addPartitionDeletion(time(change.getDeletion()));
    }
    if (change.hasStaticRow()) {
      update.add(row(change.getStaticRow(), Clustering.STATIC_CLUSTERING));
    }
    for (io.sluice.wal.record.Row row : change.getRowsList()) {
      update.add(row(row, new BufferClustering(values(row.getClusteringList()))));
    }
    change.getRangeDeletionsList().forEach(range -> update.add(range(range)));
    return update.build();
  }

  private Row row(io.sluice.wal.record.Row row, Clustering<?> clustering) {
    Row.Builder builder = BTreeRow.unsortedBuilder();
    builder.newRow(clustering);
    if (row.hasLiveness()) {
      builder.addPrimaryKeyLivenessInfo(liveness(row.getLiveness()));
    }
    if (row.hasDeletion()) {
      builder.addRowDeletion(Row.Deletion.regular(time(row.getDeletion())));
    }
    for (ComplexDeletion deletion : row.getComplexDeletionsList()) {
      builder.addComplexDeletion(column(deletion.getColumn()), time(deletion));
    }
    row.getCellsList().forEach(cell -> builder.addCell(cell(cell)));
    return builder.build();
  }

  private LivenessInfo liveness(Liveness liveness) {
    long timestamp = change.getTimestamp() + liveness.getTimestampDelta();
    if (liveness.getTtl() == NO_TTL) {
      return LivenessInfo.create(timestamp, 0);
    }
    long expiration = now() + liveness.getTtl() + liveness.getLocalExpirationTimeDelta();
    return LivenessInfo.withExpirationTime(timestamp, liveness.getTtl(), expiration);
  }

  private BufferCell cell(Cell cell) {
    ColumnMetadata column = column(cell.getColumn());
    boolean lives = cell.hasValue() && cell.getTtl() == NO_TTL;
    return new BufferCell(
        column,
        change.getTimestamp() + cell.getTimestampDelta(),
        cell.getTtl(),
        lives
            ? org.apache.cassandra.db.rows.Cell.NO_DELETION_TIME
            : now() + cell.getTtl() + cell.getLocalDeletionTimeDelta(),
        value(cell, column),
        cell.hasPath() ? CellPath.create(buffer(cell.getPath())) : null);
  }

  private static ByteBuffer value(Cell cell, ColumnMetadata column) {
    ByteBuffer value = buffer(cell.getValue());
    return cell.hasValue() && column.isCounterColumn()
        ? CounterContext.instance().createUpdate(value.getLong())
        : value;
  }

  private RangeTombstone range(RangeDeletion range) {
    Slice slice =
        Slice.make(
            bound(
                range.getStart(),
                ClusteringPrefix.Kind.INCL_START_BOUND,
                ClusteringPrefix.Kind.EXCL_START_BOUND),
            bound(
                range.getEnd(),
                ClusteringPrefix.Kind.INCL_END_BOUND,
                ClusteringPrefix.Kind.EXCL_END_BOUND));
    return new RangeTombstone(slice, time(range.getDeletion()));
  }

  private static ClusteringBound<?> bound(
      Bound bound, ClusteringPrefix.Kind inclusive, ClusteringPrefix.Kind exclusive) {
    return BufferClusteringBound.create(
        bound.getInclusive() ? inclusive : exclusive, values(bound.getValuesList()));
  }

  private DeletionTime time(Deletion deletion) {
    return DeletionTime.build(
        change.getTimestamp() + deletion.getTimestampDelta(),
        now() + deletion.getLocalDeletionTimeDelta());
  }

  private DeletionTime time(ComplexDeletion deletion) {
    return DeletionTime.build(
        change.getTimestamp() + deletion.getTimestampDelta(),
        now() + deletion.getLocalDeletionTimeDelta());
  }

  private ColumnMetadata column(int index) {
    String name = encoded.schema().getColumns(index).getName();
    return original.metadata().getColumn(ByteBufferUtil.bytes(name));
  }

  private long now() {
    return encoded.record().getNowInSeconds();
  }

  private static ByteBuffer[] values(List<ClusteringValue> values) {
    return values.stream()
        .map(value -> value.hasValue() ? buffer(value.getValue()) : null)
        .toArray(ByteBuffer[]::new);
  }

  private static ByteBuffer buffer(ByteString bytes) {
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
