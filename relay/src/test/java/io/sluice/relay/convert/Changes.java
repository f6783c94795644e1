package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.ChangeId;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tables and changes for tests. */
final class Changes {
  static final long WRITETIME = 1_769_860_800_123_456L;
  static final Source SOURCE =
      new Source("cluster", "dc1", UUID.fromString("550e8400-e29b-41d4-a716-446655440000"));
  static final ChangeId ID = new ChangeId(0x0123456789abcdefL, 0xfedcba9876543210L);

  /** {@code demo_table (k text primary key, v text)}. */
  static final Table DEMO =
      new TableBuilder("demo_ks", "demo_table")
          .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
          .add("v", Column.Kind.REGULAR, DataTypes.TEXT)
          .build();

  private Changes() {}

  static Captured captured(Table table) {
    return captured(table, WRITETIME + 200);
  }

  static Captured captured(Table table, long capturedAt) {
    return new Captured(
        7,
        7,
        capturedAt,
        capturedAt / 1_000_000,
        table,
        SOURCE,
        ByteString.EMPTY,
        Outcome.APPLIED,
        false);
  }

  /** A written row, or the static columns where {@code clustering} is null. */
  static Upsert upsert(
      Table table, List<ByteString> partition, List<ByteString> clustering, Cell... cells) {
    return new Upsert(
        captured(table),
        ID,
        new PrimaryKey(partition, clustering == null ? List.of() : clustering),
        clustering == null ? Scope.STATIC : Scope.ROW,
        null,
        List.of(cells),
        List.of());
  }

  static Upsert alive(Upsert upsert) {
    return new Upsert(
        upsert.captured(),
        upsert.id(),
        upsert.key(),
        upsert.scope(),
        new Liveness(WRITETIME, 0, 0),
        upsert.cells(),
        upsert.complex());
  }

  static Upsert with(Upsert upsert, ComplexChange... complex) {
    return new Upsert(
        upsert.captured(),
        upsert.id(),
        upsert.key(),
        upsert.scope(),
        upsert.liveness(),
        upsert.cells(),
        List.of(complex));
  }

  static Delete delete(
      Table table, List<ByteString> partition, List<ByteString> clustering, Scope scope) {
    PrimaryKey key = new PrimaryKey(partition, clustering);
    return new Delete(captured(table), ID, key, scope, new Deletion(WRITETIME, 0));
  }

  static RangeDelete range(
      Table table, List<ByteString> partition, Bound start, Bound end, Deletion deletion) {
    PrimaryKey key = new PrimaryKey(partition, List.of());
    return new RangeDelete(captured(table), ID, key, start, end, deletion);
  }

  static Cell cell(Table table, String column, Object value) {
    Column found = column(table, column);
    return new Cell(found, WRITETIME, Encoded.of(found.type(), value), 0, 0, null);
  }

  static Cell tombstone(Table table, String column) {
    return new Cell(column(table, column), WRITETIME, null, 0, 0, null);
  }

  static Column column(Table table, String name) {
    return table.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  static ByteString text(String value) {
    return Encoded.of(DataTypes.TEXT, value);
  }

  static ByteString integer(int value) {
    return Encoded.of(DataTypes.INT, value);
  }

  static final class TableBuilder {
    private final String keyspace;
    private final String name;
    private final List<Column> columns = new ArrayList<>();

    TableBuilder(String keyspace, String name) {
      this.keyspace = keyspace;
      this.name = name;
    }

    TableBuilder add(String column, Column.Kind kind, DataType type) {
      columns.add(new Column(column, kind, type, false, false, columns.size()));
      return this;
    }

    TableBuilder addDescending(String column, DataType type) {
      columns.add(new Column(column, Column.Kind.CLUSTERING, type, false, true, columns.size()));
      return this;
    }

    TableBuilder addMultiCell(String column, DataType type) {
      columns.add(new Column(column, Column.Kind.REGULAR, type, true, false, columns.size()));
      return this;
    }

    Table build() {
      return new Table(new UUID(1, 2), columns.hashCode(), keyspace, name, false, columns);
    }
  }
}
