package io.sluice.relay.restamp;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.ChangeId;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.List;
import java.util.UUID;

/** Conditional writes of one table, as they are captured. */
final class Proposed {
  static final long CAPTURED_AT = 1_769_860_800_123_456L;
  static final long PROPOSED_AT = CAPTURED_AT + 777;

  static final Column K = column("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT, false, 0);
  static final Column C = column("Cl\"u", Column.Kind.CLUSTERING, DataTypes.TEXT, false, 1);
  static final Column S = column("s", Column.Kind.STATIC, DataTypes.TEXT, false, 2);
  static final Column A = column("a", Column.Kind.REGULAR, DataTypes.TEXT, false, 3);
  static final Column B = column("B", Column.Kind.REGULAR, DataTypes.TEXT, false, 4);
  static final Column L =
      column("l", Column.Kind.REGULAR, DataTypes.setOf(DataTypes.TEXT), true, 5);
  static final Table TABLE =
      new Table(new UUID(1, 2), 3, "Ks", "select", false, List.of(K, C, S, A, B, L));

  private Proposed() {}

  private static Column column(
      String name, Column.Kind kind, DataType type, boolean multiCell, int index) {
    return new Column(name, kind, type, multiCell, false, index);
  }

  static Captured captured(Outcome outcome, boolean conditional) {
    Source source = new Source("cluster", "dc1", new UUID(4, 5));
    return new Captured(
        7, 7, CAPTURED_AT, 1_769_860_800, TABLE, source, ByteString.EMPTY, outcome, conditional);
  }

  /** INSERT of cells and elements. */
  static Upsert insert(List<Cell> cells, ComplexChange... complex) {
    return new Upsert(
        captured(Outcome.APPLIED, true),
        new ChangeId(8, 9),
        new PrimaryKey(List.of(bytes("k1")), List.of(bytes("c1"))),
        Scope.ROW,
        new Liveness(PROPOSED_AT, 60, 1_769_860_860),
        cells,
        List.of(complex));
  }

  static Upsert insert(Cell... cells) {
    return insert(List.of(cells));
  }

  static Upsert with(Captured captured, Upsert upsert) {
    return new Upsert(
        captured,
        upsert.id(),
        upsert.key(),
        upsert.scope(),
        upsert.liveness(),
        upsert.cells(),
        upsert.complex());
  }

  /** UPDATE of static columns. */
  static Upsert updateStatic(Cell... cells) {
    return new Upsert(
        captured(Outcome.APPLIED, true),
        new ChangeId(8, 9),
        new PrimaryKey(List.of(bytes("k1")), List.of()),
        Scope.STATIC,
        null,
        List.of(cells),
        List.of());
  }

  static Cell cell(Column column, String value) {
    return new Cell(column, PROPOSED_AT, bytes(value), 60, 1_769_860_860, null);
  }

  static Cell tombstone(Column column) {
    return new Cell(column, PROPOSED_AT, null, 0, 1_769_860_800, null);
  }

  /** A set that one element replaces. */
  static ComplexChange replaced(String element) {
    Cell cell = new Cell(L, PROPOSED_AT, ByteString.EMPTY, 0, 0, bytes(element));
    return new ComplexChange(L, new Deletion(PROPOSED_AT - 1, 1_769_860_800), List.of(cell));
  }

  static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
