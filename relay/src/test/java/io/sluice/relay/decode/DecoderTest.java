package io.sluice.relay.decode;

import static io.sluice.relay.decode.Updates.alive;
import static io.sluice.relay.decode.Updates.bound;
import static io.sluice.relay.decode.Updates.bytes;
import static io.sluice.relay.decode.Updates.cell;
import static io.sluice.relay.decode.Updates.cleared;
import static io.sluice.relay.decode.Updates.clustering;
import static io.sluice.relay.decode.Updates.decode;
import static io.sluice.relay.decode.Updates.deletion;
import static io.sluice.relay.decode.Updates.demoUpdate;
import static io.sluice.relay.decode.Updates.element;
import static io.sluice.relay.decode.Updates.row;
import static io.sluice.relay.decode.Updates.tombstone;
import static io.sluice.relay.decode.Updates.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Operation;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Upsert;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.RangeDeletion;
import io.sluice.wal.record.Row;
import org.junit.jupiter.api.Test;

class DecoderTest {

  @Test
  void anInsertHasItsKeyItsCellsAndLiveness() {
    Upsert insert =
        only(
            Upsert.class,
            update()
                .addRows(
                    row(1, 2)
                        .setLiveness(alive().setTtl(60).setLocalExpirationTimeDelta(1))
                        .addCells(cell(Schemas.TEXT, "x").setTtl(60))));

    assertThat(insert.operation()).isEqualTo(Operation.INSERT);
    assertThat(insert.scope()).isEqualTo(Scope.ROW);
    assertThat(insert.key().partition()).containsExactly(text("a"), bytes(7));
    assertThat(insert.key().clustering()).containsExactly(bytes(1), bytes(2));
    assertThat(insert.liveness()).isEqualTo(new Liveness(Updates.BASE, 60, Updates.NOW + 61));
    assertThat(insert.cells())
        .containsExactly(
            new Cell(
                insert.table().columns().get(Schemas.TEXT),
                Updates.BASE,
                text("x"),
                60,
                Updates.NOW + 60,
                null));
    assertThat(insert.ttl()).isEqualTo(60);
    assertThat(insert.writetime()).isEqualTo(Updates.BASE);
  }

  @Test
  void aChangeKnowsWhereItCameFrom() {
    Change change = only(Upsert.class, update().addRows(row(1, 2).setLiveness(alive())));

    assertThat(change.table()).hasToString("demo_ks.everything");
    assertThat(change.source()).isEqualTo(Updates.SOURCE);
    assertThat(change.position()).isEqualTo(42);
    assertThat(change.capturedAtMicros()).isEqualTo(Updates.CAPTURED_AT);
  }

  @Test
  void anInsertOfTheKeyAloneIsAChange() {
    Upsert insert = only(Upsert.class, update().addRows(row(1, 2).setLiveness(alive())));

    assertThat(insert.operation()).isEqualTo(Operation.INSERT);
    assertThat(insert.cells()).isEmpty();
    assertThat(insert.ttl()).isZero();
  }

  @Test
  void anUpdateOfNothingButTombstonesIsAnUpdate() {
    Upsert update =
        only(
            Upsert.class,
            update()
                .addRows(
                    row(1, 2)
                        .addCells(
                            tombstone(Schemas.TEXT)
                                .setTimestampDelta(5)
                                .setLocalDeletionTimeDelta(3))));

    assertThat(update.operation()).isEqualTo(Operation.UPDATE);
    Cell cell = Iterables.getOnlyElement(update.cells());
    assertThat(cell.tombstone()).isTrue();
    assertThat(cell.timestamp()).isEqualTo(Updates.BASE + 5);
    assertThat(cell.localDeletionTime()).isEqualTo(Updates.NOW + 3);
    assertThat(update.writetime()).isEqualTo(Updates.BASE + 5);
  }

  @Test
  void anEmptyValueIsNoTombstone() {
    Upsert update =
        only(Upsert.class, update().addRows(row(1, 2).addCells(cell(Schemas.TEXT, ""))));

    assertThat(Iterables.getOnlyElement(update.cells()).value()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void aRowWithNothingIsNoChange() {
    assertThat(decode(update().addRows(row(1, 2)))).isEmpty();
    assertThat(decode(update().setStaticRow(Row.newBuilder()))).isEmpty();
    assertThat(decode(update())).isEmpty();
  }

  @Test
  void multiCellColumnsKeepTheirDeletionAndPaths() {
    Upsert update =
        only(
            Upsert.class,
            update()
                .addRows(
                    row(1, 2)
                        .addCells(cell(Schemas.TEXT, "x"))
                        .addCells(element(Schemas.SET, "p", ""))
                        .addCells(tombstone(Schemas.SET).setPath(text("q")))
                        .addCells(element(Schemas.MAP, "r", "s"))
                        .addComplexDeletions(cleared(Schemas.LIST))
                        .addComplexDeletions(cleared(Schemas.MAP))));

    assertThat(update.cells()).hasSize(1);
    assertThat(update.complex()).extracting(c -> c.column().name()).containsExactly("l", "m", "n");
    assertThat(update.complex())
        .extracting(c -> c.deletion() == null ? null : c.deletion().timestamp())
        .containsExactly(Updates.BASE - 1, null, Updates.BASE - 1);
    assertThat(update.complex().get(0).cells()).isEmpty();
    assertThat(update.complex().get(1).cells())
        .extracting(Cell::path)
        .containsExactly(text("p"), text("q"));
    assertThat(update.complex().get(2).cells()).extracting(Cell::value).containsExactly(text("s"));
    assertThat(update.writetime()).isEqualTo(Updates.BASE);
  }

  @Test
  void staticColumnsAreAChangeOfTheirOwn() {
    Upsert update =
        only(
            Upsert.class,
            update().setStaticRow(Row.newBuilder().addCells(cell(Schemas.STATIC_INT, "1234"))));

    assertThat(update.scope()).isEqualTo(Scope.STATIC);
    assertThat(update.operation()).isEqualTo(Operation.UPDATE);
    assertThat(update.key().clustering()).isEmpty();
  }

  @Test
  void aRowDeletionAndNewerCellsAreADeleteAndAnUpsert() {
    assertThat(
            decode(
                update()
                    .addRows(
                        row(1, 2)
                            .setDeletion(deletion(-1).setLocalDeletionTimeDelta(2))
                            .addCells(cell(Schemas.TEXT, "x")))))
        .satisfiesExactly(
            delete -> {
              assertThat(delete).isInstanceOf(Delete.class);
              assertThat(delete.scope()).isEqualTo(Scope.ROW);
              assertThat(delete.key().clustering()).containsExactly(bytes(1), bytes(2));
              assertThat(((Delete) delete).deletion())
                  .isEqualTo(new Deletion(Updates.BASE - 1, Updates.NOW + 2));
              assertThat(delete.writetime()).isEqualTo(Updates.BASE - 1);
            },
            upsert -> assertThat(upsert.operation()).isEqualTo(Operation.UPDATE));
  }

  @Test
  void aPartitionDeletionOfATableWithClusteringColumns() {
    Delete delete = only(Delete.class, update().setDeletion(deletion(0)));

    assertThat(delete.scope()).isEqualTo(Scope.PARTITION);
    assertThat(delete.key().clustering()).isEmpty();
  }

  @Test
  void withoutClusteringColumnsDeletingThePartitionDeletesTheRow() {
    Change delete =
        Iterables.getOnlyElement(decode(Schemas.demo(), demoUpdate().setDeletion(deletion(0))));

    assertThat(delete.scope()).isEqualTo(Scope.ROW);
    assertThat(delete.key().partition()).containsExactly(text("a"));
  }

  @Test
  void rangeDeletionsKeepTheirBounds() {
    RangeDelete range =
        only(
            RangeDelete.class,
            update()
                .addRangeDeletions(
                    RangeDeletion.newBuilder()
                        .setStart(bound(false, 1, 9))
                        .setEnd(bound(true, 1))
                        .setDeletion(deletion(3))));

    assertThat(range.scope()).isEqualTo(Scope.RANGE);
    assertThat(range.start().values()).containsExactly(bytes(1), bytes(9));
    assertThat(range.start().inclusive()).isFalse();
    assertThat(range.end().values()).containsExactly(bytes(1));
    assertThat(range.end().inclusive()).isTrue();
    assertThat(range.deletion().timestamp()).isEqualTo(Updates.BASE + 3);
  }

  @Test
  void aBoundWithoutValuesIsOpen() {
    RangeDelete range =
        only(
            RangeDelete.class,
            update().addRangeDeletions(RangeDeletion.newBuilder().setEnd(bound(true, 1))));

    assertThat(range.start().open()).isTrue();
    assertThat(range.end().open()).isFalse();
  }

  @Test
  void whatIsDeletedFirstComesFirst() {
    assertThat(decode(everything(-2, -1)))
        .extracting(Change::scope)
        .containsExactly(Scope.PARTITION, Scope.RANGE, Scope.STATIC, Scope.ROW, Scope.ROW);
  }

  @Test
  void atTheSameTimestampADeletionComesLastSinceItWins() {
    assertThat(decode(everything(0, 0)))
        .extracting(Change::scope)
        .containsExactly(Scope.STATIC, Scope.ROW, Scope.ROW, Scope.PARTITION, Scope.RANGE);
  }

  private static PartitionChange.Builder everything(long partitionDeletion, long rangeDeletion) {
    return update()
        .setDeletion(deletion(partitionDeletion))
        .setStaticRow(Row.newBuilder().addCells(cell(Schemas.STATIC_INT, "1234")))
        .addRangeDeletions(RangeDeletion.newBuilder().setDeletion(deletion(rangeDeletion)))
        .addRows(row(1, 2).setLiveness(alive()))
        .addRows(row(1, 1).setLiveness(alive()));
  }

  @Test
  void timestampsWrapAroundAsTheyDidInTheTrigger() {
    Upsert update =
        only(
            Upsert.class,
            update()
                .setTimestamp(Long.MAX_VALUE)
                .addRows(row(1, 2).addCells(cell(Schemas.TEXT, "x").setTimestampDelta(2))));

    assertThat(update.writetime()).isEqualTo(Long.MIN_VALUE + 1);
  }

  @Test
  void aRowOfACompactTableMayLackClusteringValues() {
    Upsert insert =
        only(
            Upsert.class,
            update().addRows(Row.newBuilder().addClustering(clustering(1)).setLiveness(alive())));

    assertThat(insert.key().clustering()).containsExactly(bytes(1), null);
  }

  @Test
  void ttlIsTheLongestAndNoneIfAnythingLastsForEver() {
    Row.Builder row =
        row(1, 2)
            .addCells(cell(Schemas.TEXT, "x").setTtl(10))
            .addCells(cell(Schemas.INT, "1234").setTtl(20))
            .addCells(tombstone(Schemas.SET).setPath(text("p")));

    assertThat(only(Upsert.class, update().addRows(row)).ttl()).isEqualTo(20);
    assertThat(only(Upsert.class, update().addRows(row.setLiveness(alive()))).ttl()).isZero();
  }

  private static <T extends Change> T only(Class<T> type, PartitionChange.Builder update) {
    return type.cast(Iterables.getOnlyElement(decode(update)));
  }

  private static ByteString text(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
