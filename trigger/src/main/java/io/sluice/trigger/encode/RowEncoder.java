package io.sluice.trigger.encode;

import static io.sluice.trigger.encode.ProtoBuffer.LENGTH_DELIMITED;
import static io.sluice.trigger.encode.ProtoBuffer.VARINT;
import static io.sluice.trigger.encode.ProtoBuffer.tag;

import io.sluice.wal.record.Cell;
import io.sluice.wal.record.ClusteringValue;
import io.sluice.wal.record.ComplexDeletion;
import io.sluice.wal.record.Deletion;
import io.sluice.wal.record.Liveness;
import java.util.Iterator;
import org.apache.cassandra.db.ClusteringPrefix;
import org.apache.cassandra.db.DeletionTime;
import org.apache.cassandra.db.LivenessInfo;
import org.apache.cassandra.db.context.CounterContext;
import org.apache.cassandra.db.rows.CellPath;
import org.apache.cassandra.db.rows.ColumnData;
import org.apache.cassandra.db.rows.ComplexColumnData;
import org.apache.cassandra.db.rows.Row;

/** Writes rows, and the parts that rows share with partitions and ranges. For one thread. */
final class RowEncoder {
  private static final byte CLUSTERING =
      tag(io.sluice.wal.record.Row.CLUSTERING_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte LIVENESS =
      tag(io.sluice.wal.record.Row.LIVENESS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte DELETION =
      tag(io.sluice.wal.record.Row.DELETION_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte CELLS =
      tag(io.sluice.wal.record.Row.CELLS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte COMPLEX_DELETIONS =
      tag(io.sluice.wal.record.Row.COMPLEX_DELETIONS_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final byte CLUSTERING_VALUE =
      tag(ClusteringValue.VALUE_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final byte LIVENESS_TIMESTAMP = tag(Liveness.TIMESTAMP_DELTA_FIELD_NUMBER, VARINT);
  private static final byte LIVENESS_TTL = tag(Liveness.TTL_FIELD_NUMBER, VARINT);
  private static final byte LIVENESS_EXPIRATION =
      tag(Liveness.LOCAL_EXPIRATION_TIME_DELTA_FIELD_NUMBER, VARINT);

  private static final byte DELETION_TIMESTAMP = tag(Deletion.TIMESTAMP_DELTA_FIELD_NUMBER, VARINT);
  private static final byte DELETION_LOCAL_TIME =
      tag(Deletion.LOCAL_DELETION_TIME_DELTA_FIELD_NUMBER, VARINT);

  private static final byte CELL_COLUMN = tag(Cell.COLUMN_FIELD_NUMBER, VARINT);
  private static final byte CELL_TIMESTAMP = tag(Cell.TIMESTAMP_DELTA_FIELD_NUMBER, VARINT);
  private static final byte CELL_VALUE = tag(Cell.VALUE_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte CELL_TTL = tag(Cell.TTL_FIELD_NUMBER, VARINT);
  private static final byte CELL_LOCAL_TIME =
      tag(Cell.LOCAL_DELETION_TIME_DELTA_FIELD_NUMBER, VARINT);
  private static final byte CELL_PATH = tag(Cell.PATH_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final byte COMPLEX_COLUMN = tag(ComplexDeletion.COLUMN_FIELD_NUMBER, VARINT);
  private static final byte COMPLEX_TIMESTAMP =
      tag(ComplexDeletion.TIMESTAMP_DELTA_FIELD_NUMBER, VARINT);
  private static final byte COMPLEX_LOCAL_TIME =
      tag(ComplexDeletion.LOCAL_DELETION_TIME_DELTA_FIELD_NUMBER, VARINT);

  /** What a cell holds besides its value and path, more or less: column, tags and lengths. */
  private static final int CELL_OVERHEAD = 4;

  private final ProtoBuffer out;
  private final TimeBases times;

  /** A row is probably about as long as the one before. */
  private int lengthWidth = 1;

  RowEncoder(ProtoBuffer out, TimeBases times) {
    this.out = out;
    this.times = times;
  }

  void row(byte tag, Row row, CapturedTable table) {
    int start = out.open(tag, lengthWidth);
    clustering(CLUSTERING, row.clustering());
    if (table.onlyCell() == null) {
      content(row, table);
    } else {
      onlyCell(row.getCell(table.onlyCell()), table);
    }
    lengthWidth = out.close(start, lengthWidth);
  }

  private void content(Row row, CapturedTable table) {
    liveness(row.primaryKeyLivenessInfo());
    deletion(DELETION, row.deletion().time());
    cells(row, table);
    if (row.hasComplexDeletion()) {
      complexDeletions(row, table);
    }
  }

  /** Null where the statement leaves it unset. */
  private void onlyCell(org.apache.cassandra.db.rows.Cell<?> cell, CapturedTable table) {
    if (cell == null) {
      return;
    }
    int index = table.indexOf(cell.column(), 0);
    if (cell.isTombstone()) {
      deletion(DELETION, cell.timestamp(), VersionedMembers.localDeletionTime(cell));
    } else if (index == CapturedTable.UNKNOWN) {
      liveness(cell.timestamp(), cell.ttl(), VersionedMembers.localDeletionTime(cell));
    } else {
      cell(cell, index);
    }
  }

  void clustering(byte tag, ClusteringPrefix<?> clustering) {
    int size = clustering.size();
    for (int i = 0; i < size; i++) {
      Object value = clustering.get(i);
      if (value == null) {
        out.empty(tag);
      } else {
        out.nestedValue(tag, CLUSTERING_VALUE, value);
      }
    }
  }

  /** Nothing if nothing was deleted. */
  void deletion(byte tag, DeletionTime deletion) {
    if (!deletion.isLive()) {
      deletion(tag, deletion.markedForDeleteAt(), VersionedMembers.localDeletionTime(deletion));
    }
  }

  private void deletion(byte tag, long timestamp, long localTime) {
    int start = out.open(tag, 1);
    out.zigzag(DELETION_TIMESTAMP, times.timestampDelta(timestamp));
    out.zigzag(DELETION_LOCAL_TIME, times.deletionDelta(localTime, 0));
    out.close(start, 1);
  }

  private long delta(DeletionTime deletion) {
    return times.deletionDelta(VersionedMembers.localDeletionTime(deletion), 0);
  }

  private void liveness(LivenessInfo liveness) {
    if (VersionedMembers.isEmpty(liveness)) {
      return;
    }
    liveness(
        VersionedMembers.timestamp(liveness),
        VersionedMembers.ttl(liveness),
        VersionedMembers.localExpirationTime(liveness));
  }

  private void liveness(long timestamp, int ttl, long expiration) {
    int start = out.open(LIVENESS, 1);
    out.zigzag(LIVENESS_TIMESTAMP, times.timestampDelta(timestamp));
    out.varint(LIVENESS_TTL, ttl);
    if (ttl != 0) {
      out.zigzag(LIVENESS_EXPIRATION, times.deletionDelta(expiration, ttl));
    }
    out.close(start, 1);
  }

  private void cells(Row row, CapturedTable table) {
    int next = 0;
    for (Iterator<ColumnData> columns = row.iterator(); columns.hasNext(); ) {
      ColumnData data = columns.next();
      int index = table.indexOf(data.column(), next);
      if (index != CapturedTable.UNKNOWN) {
        next = index + 1;
        column(data, index);
      }
    }
  }

  private void column(ColumnData data, int index) {
    if (data instanceof ComplexColumnData) {
      for (org.apache.cassandra.db.rows.Cell<?> cell : (ComplexColumnData) data) {
        cell(cell, index);
      }
    } else {
      cell((org.apache.cassandra.db.rows.Cell<?>) data, index);
    }
  }

  private void cell(org.apache.cassandra.db.rows.Cell<?> cell, int index) {
    Object value = cell.value();
    CellPath path = cell.path();
    boolean tombstone = cell.isTombstone();
    int width = ProtoBuffer.varintWidth(CELL_OVERHEAD + ProtoBuffer.sizeOf(value));
    int start = out.open(CELLS, width);
    out.varint(CELL_COLUMN, index);
    out.zigzag(CELL_TIMESTAMP, times.timestampDelta(cell.timestamp()));
    if (cell.isCounterCell()) {
      out.bigEndian(CELL_VALUE, CounterContext.instance().total(cell));
    } else if (!tombstone) {
      out.value(CELL_VALUE, value);
    }
    expiration(cell, tombstone);
    if (path != null) {
      out.value(CELL_PATH, path.get(0));
    }
    out.close(start, width);
  }

  private void expiration(org.apache.cassandra.db.rows.Cell<?> cell, boolean tombstone) {
    int ttl = cell.ttl();
    out.varint(CELL_TTL, ttl);
    if (tombstone || ttl != 0) {
      long deleted = VersionedMembers.localDeletionTime(cell);
      out.zigzag(CELL_LOCAL_TIME, times.deletionDelta(deleted, ttl));
    }
  }

  private void complexDeletions(Row row, CapturedTable table) {
    for (ColumnData data : row) {
      if (data instanceof ComplexColumnData) {
        int index = table.indexOf(data.column(), 0);
        DeletionTime deletion = ((ComplexColumnData) data).complexDeletion();
        if (index != CapturedTable.UNKNOWN && !deletion.isLive()) {
          complexDeletion(index, deletion);
        }
      }
    }
  }

  private void complexDeletion(int index, DeletionTime deletion) {
    int start = out.open(COMPLEX_DELETIONS, 1);
    out.varint(COMPLEX_COLUMN, index);
    out.zigzag(COMPLEX_TIMESTAMP, times.timestampDelta(deletion.markedForDeleteAt()));
    out.zigzag(COMPLEX_LOCAL_TIME, delta(deletion));
    out.close(start, 1);
  }
}
