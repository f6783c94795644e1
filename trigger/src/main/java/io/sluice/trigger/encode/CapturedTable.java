package io.sluice.trigger.encode;

import io.sluice.wal.SchemaRecord;
import java.util.List;
import org.apache.cassandra.schema.ColumnMetadata;

/**
 * A table as one TableMetadata describes it: its schema, ready for the journal, and the index that
 * the schema gives each column. Immutable. Does not refer to the TableMetadata, which it must not
 * keep alive.
 */
public final class CapturedTable {
  static final int UNKNOWN = -1;

  private final SchemaRecord schema;
  private final ColumnMetadata[] columns;
  private final boolean staticCompact;
  private final ColumnMetadata onlyCell;

  /**
   * @param columns in the order of {@code TableSchema.columns}
   * @param staticCompact see {@link #isStaticCompact()}
   * @param onlyCell see {@link #onlyCell()}
   */
  CapturedTable(
      SchemaRecord schema,
      List<ColumnMetadata> columns,
      boolean staticCompact,
      ColumnMetadata onlyCell) {
    this.schema = schema;
    this.columns = columns.toArray(new ColumnMetadata[0]);
    this.staticCompact = staticCompact;
    this.onlyCell = onlyCell;
  }

  /** What the journal writes into each segment before the first change of this table. */
  public SchemaRecord schema() {
    return schema;
  }

  /** Whether what Cassandra has as the static row is the only row that CQL shows of a partition. */
  boolean isStaticCompact() {
    return staticCompact;
  }

  /**
   * The column whose cell is all that there is of a row: as long as it lives the row exists, and by
   * its tombstone the row is deleted. CQL may or may not show it. Null of all but dense COMPACT
   * STORAGE tables.
   */
  ColumnMetadata onlyCell() {
    return onlyCell;
  }

  /**
   * The column's index in the schema. A row's cells come in the schema's order, so looking on from
   * the one found last ends at once.
   *
   * @param from where the search starts
   * @return {@link #UNKNOWN} if the table has no such column, as after a drop
   */
  int indexOf(ColumnMetadata column, int from) {
    int index = indexOf(column, from, columns.length);
    return index == UNKNOWN ? indexOf(column, 0, from) : index;
  }

  /** By compareTo, which unlike equals is cheap on columns that differ. */
  private int indexOf(ColumnMetadata column, int from, int to) {
    for (int i = from; i < to; i++) {
      if (columns[i].compareTo(column) == 0) {
        return i;
      }
    }
    return UNKNOWN;
  }
}
