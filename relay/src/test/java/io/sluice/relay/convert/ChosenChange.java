package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Makes a change of a list of numbers, each of which decides one thing about it, whatever the
 * others are: equal numbers give equal changes, and one other number a change that differs in one
 * thing only.
 */
final class ChosenChange {
  private static final Table COLUMNS =
      new Changes.TableBuilder("ks", "t")
          .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
          .add("k2", Column.Kind.PARTITION_KEY, DataTypes.INT)
          .add("a", Column.Kind.CLUSTERING, DataTypes.INT)
          .addDescending("b", DataTypes.TEXT)
          .add("st", Column.Kind.STATIC, DataTypes.INT)
          .add("v", Column.Kind.REGULAR, DataTypes.INT)
          .add("t", Column.Kind.REGULAR, DataTypes.TEXT)
          .addMultiCell("s", DataTypes.setOf(DataTypes.INT))
          .addMultiCell("m", DataTypes.mapOf(DataTypes.INT, DataTypes.INT))
          .addMultiCell("l", DataTypes.listOf(DataTypes.INT))
          .addMultiCell("u", ValueReadersTest.ADDRESS.copy(false))
          .build();

  private static final List<ByteString> INTS = List.of(integer(1), integer(2), ByteString.EMPTY);
  private static final List<ByteString> TEXTS = List.of(text("1"), text("null"), ByteString.EMPTY);
  private static final List<ByteString> IDS =
      List.of(
          Encoded.of(DataTypes.TIMEUUID, UUID.fromString("c4b54ee0-9a5c-11ee-b9d1-0242ac120002")),
          Encoded.of(DataTypes.TIMEUUID, UUID.fromString("c4b54ee1-9a5c-11ee-b9d1-0242ac120002")));

  private final int[] choices;
  private int next;

  private ChosenChange(int[] choices) {
    this.choices = choices;
  }

  /** The change; numbers beyond those given are 0. */
  static Change of(int... choices) {
    return new ChosenChange(choices).change();
  }

  private int choice(int options) {
    int choice = next < choices.length ? choices[next] : 0;
    next++;
    return Math.floorMod(choice, options);
  }

  private boolean yes() {
    return choice(2) == 1;
  }

  private <T> T one(List<T> options) {
    return options.get(choice(options.size()));
  }

  private Change change() {
    Captured captured = captured();
    ChangeId id = new ChangeId(choice(2), choice(2));
    List<ByteString> partition = List.of(one(TEXTS), one(INTS));
    // Null: a row of a COMPACT STORAGE table may lack it.
    List<ByteString> ints = Arrays.asList(null, INTS.get(0), INTS.get(1), INTS.get(2));
    List<ByteString> row = Arrays.asList(one(ints), one(TEXTS));
    PrimaryKey all = new PrimaryKey(partition, row);
    PrimaryKey first = new PrimaryKey(partition, List.of());
    return switch (choice(6)) {
      case 0 -> new Delete(captured, id, all, Scope.ROW, deletion());
      case 1 -> new Delete(captured, id, first, Scope.PARTITION, deletion());
      case 2 -> new RangeDelete(captured, id, first, bound(), bound(), deletion());
      case 3 -> new Upsert(captured, id, first, Scope.STATIC, null, cells("st"), List.of());
      default -> new Upsert(captured, id, all, Scope.ROW, liveness(), cells("v", "t"), complex());
    };
  }

  private Captured captured() {
    Table table =
        new Table(
            new UUID(1, choice(2)),
            choice(2),
            one(names()),
            one(names()),
            false,
            COLUMNS.columns());
    Source source = new Source(one(names()), one(names()), new UUID(3, choice(2)));
    int position = 1 + choice(2);
    int time = choice(2);
    List<Outcome> outcomes = List.of(Outcome.APPLIED, Outcome.UNKNOWN, Outcome.NOT_AWAITED);
    return new Captured(
        position, 0, time, 0, table, source, ByteString.EMPTY, one(outcomes), yes());
  }

  private static List<String> names() {
    return List.of("x", "y");
  }

  private Bound bound() {
    List<ByteString> values = List.of(one(INTS), one(TEXTS)).subList(0, choice(3));
    // An open bound is neither inclusive nor exclusive.
    return new Bound(values, yes() || values.isEmpty());
  }

  private Deletion deletion() {
    return new Deletion(choice(2), choice(2));
  }

  private Liveness liveness() {
    boolean absent = yes();
    int timestamp = choice(2);
    int ttl = choice(3);
    int end = choice(2);
    return absent ? null : new Liveness(timestamp, ttl, ttl == 0 ? 0 : end);
  }

  private List<Cell> cells(String... names) {
    List<Cell> cells = new ArrayList<>();
    for (String name : names) {
      Column column = Changes.column(COLUMNS, name);
      boolean set = yes();
      Cell cell = cell(column, column.type().equals(DataTypes.TEXT) ? TEXTS : INTS, null);
      if (set) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private Cell cell(Column column, List<ByteString> values, ByteString path) {
    boolean tombstone = yes();
    int timestamp = choice(2);
    ByteString value = one(values);
    int ttl = choice(3);
    int end = choice(2);
    return tombstone
        ? new Cell(column, timestamp, null, 0, end, path)
        : new Cell(column, timestamp, value, ttl, ttl == 0 ? 0 : end, path);
  }

  private List<ComplexChange> complex() {
    List<ComplexChange> changes = new ArrayList<>();
    for (String name : List.of("s", "m", "l", "u")) {
      boolean changed = yes();
      ComplexChange change = complex(Changes.column(COLUMNS, name));
      if (changed) {
        changes.add(change);
      }
    }
    return changes;
  }

  private ComplexChange complex(Column column) {
    boolean replaced = yes();
    Deletion deletion = deletion();
    List<Cell> cells = List.of(element(column), element(column)).subList(0, choice(3));
    return new ComplexChange(column, replaced ? deletion : null, cells);
  }

  private Cell element(Column column) {
    return switch (column.name()) {
      case "s" -> cell(column, List.of(ByteString.EMPTY), one(INTS));
      case "m" -> cell(column, INTS, one(INTS));
      case "l" -> cell(column, INTS, one(IDS));
      default -> field(column, choice(2));
    };
  }

  private Cell field(Column column, int number) {
    ByteString path = Encoded.of(DataTypes.SMALLINT, (short) number);
    return cell(column, number == 0 ? TEXTS : INTS, path);
  }
}
