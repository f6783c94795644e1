package io.sluice.relay.decode;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.change.Upsert;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.RangeDeletion;
import io.sluice.wal.record.Row;
import java.util.ArrayList;
import java.util.List;

/** Lists the changes of one partition update in the order in which it holds them. */
final class UpdateDecoder {
  private final Captured captured;
  private final Table table;
  private final PartitionChange update;
  private final TimeBases times;
  private final ChangeIds ids;
  private final PrimaryKey partition;
  private final List<Change> changes = new ArrayList<>();

  UpdateDecoder(Captured captured, PartitionChange update) {
    this.captured = captured;
    this.update = update;
    table = captured.table();
    times = new TimeBases(update.getTimestamp(), captured.nowInSeconds());
    ids = new ChangeIds(captured);
    partition = new PrimaryKey(KeyDecoder.partition(table, update.getPartitionKey()), List.of());
  }

  List<Change> decode() {
    if (update.hasDeletion()) {
      addPartitionDelete();
    }
    if (update.hasStaticRow()) {
      addStaticRow(update.getStaticRow());
    }
    update.getRangeDeletionsList().forEach(this::addRangeDelete);
    update.getRowsList().forEach(this::addRow);
    return changes;
  }

  private void addPartitionDelete() {
    Scope scope = table.clustering().isEmpty() ? Scope.ROW : Scope.PARTITION;
    Deletion deletion = times.deletion(update.getDeletion());
    changes.add(new Delete(captured, ids.next(), partition, scope, deletion));
  }

  private void addStaticRow(Row row) {
    if (row.getClusteringCount() > 0 || row.hasLiveness() || row.hasDeletion()) {
      throw new UndecodableChangeException(table + ": a static row with what only rows have");
    }
    addUpsert(row, partition, Scope.STATIC);
  }

  private void addRangeDelete(RangeDeletion range) {
    Bound start = bound(range.getStart());
    Bound end = bound(range.getEnd());
    Deletion deletion = times.deletion(range.getDeletion());
    changes.add(new RangeDelete(captured, ids.next(), partition, start, end, deletion));
  }

  private Bound bound(io.sluice.wal.record.Bound bound) {
    List<ByteString> values = KeyDecoder.prefix(table, bound.getValuesList());
    return new Bound(values, bound.getInclusive());
  }

  private void addRow(Row row) {
    List<ByteString> clustering = KeyDecoder.clustering(table, row.getClusteringList());
    PrimaryKey key = new PrimaryKey(partition.partition(), clustering);
    if (row.hasDeletion()) {
      Deletion deletion = times.deletion(row.getDeletion());
      changes.add(new Delete(captured, ids.next(), key, Scope.ROW, deletion));
    }
    addUpsert(row, key, Scope.ROW);
  }

  private void addUpsert(Row row, PrimaryKey key, Scope scope) {
    Column.Kind kind = scope == Scope.STATIC ? Column.Kind.STATIC : Column.Kind.REGULAR;
    RowDecoder columns = new RowDecoder(captured, times, kind, row);
    List<Cell> cells = columns.cells();
    List<ComplexChange> complex = columns.complex();
    if (!row.hasLiveness() && cells.isEmpty() && complex.isEmpty()) {
      return;
    }
    Liveness liveness = row.hasLiveness() ? times.liveness(row.getLiveness()) : null;
    changes.add(new Upsert(captured, ids.next(), key, scope, liveness, cells, complex));
  }
}
