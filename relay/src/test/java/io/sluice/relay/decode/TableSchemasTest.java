package io.sluice.relay.decode;

import static io.sluice.relay.decode.Schemas.column;
import static io.sluice.relay.decode.Schemas.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.TableSchema;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TableSchemasTest {
  private final TableSchemas schemas = new TableSchemas();

  @Test
  void aTableHasItsColumnsByKindAndIndex() {
    Table table = schemas.table(Schemas.everything());

    assertThat(table.id()).isEqualTo(UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f"));
    assertThat(table).hasToString("demo_ks.everything");
    assertThat(table.partitionKey()).extracting(Column::name).containsExactly("k1", "k2");
    assertThat(table.clustering()).extracting(Column::name).containsExactly("c1", "c2");
    assertThat(table.clustering()).extracting(Column::descending).containsExactly(false, true);
    assertThat(table.statics()).extracting(Column::name).containsExactly("s");
    assertThat(table.regulars()).extracting(Column::name).containsExactly("t", "v", "l", "m", "n");
    assertThat(table.columns())
        .extracting(Column::index)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(table.counter()).isFalse();
  }

  @Test
  void onlyNonFrozenCollectionsOutsideTheKeyAreMultiCell() {
    CqlType list = Schemas.collection(CqlType.Kind.LIST, "int");
    CqlType frozen = list.toBuilder().setFrozen(true).build();
    Table table =
        schemas.table(
            Schemas.version(
                Schemas.table("t")
                    .addColumns(column("k", io.sluice.wal.record.Column.Kind.PARTITION_KEY, list))
                    .addColumns(column("s", io.sluice.wal.record.Column.Kind.STATIC, list))
                    .addColumns(column("f", io.sluice.wal.record.Column.Kind.REGULAR, frozen))
                    .addColumns(column("l", io.sluice.wal.record.Column.Kind.REGULAR, list))));

    assertThat(table.columns())
        .extracting(Column::multiCell)
        .containsExactly(false, true, false, true);
  }

  @Test
  void oneVersionIsOneTable() {
    Table table = schemas.table(Schemas.everything());

    assertThat(schemas.table(Schemas.everything())).isSameAs(table);
    assertThat(new TableSchemas().table(Schemas.everything())).isEqualTo(table);
    assertThat(schemas.table(Schemas.demo())).isNotEqualTo(table);
  }

  @Test
  void aSchemaThatMakesNoSenseIsRefusedWithTheTablesName() {
    refused(Schemas.demo().toBuilder().setTableId(ByteString.copyFromUtf8("short")), "table id");
    refused(Schemas.table("demo_table"), "no partition key");
    refused(
        Schemas.demo().toBuilder()
            .addColumns(column("x", io.sluice.wal.record.Column.Kind.REGULAR, type("?"))),
        "'?'");
    refused(
        Schemas.demo().toBuilder()
            .addColumns(io.sluice.wal.record.Column.newBuilder().setName("x").setKindValue(7)),
        "'x'");
  }

  private void refused(TableSchema.Builder schema, String reason) {
    assertThatThrownBy(() -> schemas.table(schema.setVersion(1).build()))
        .isInstanceOf(UndecodableChangeException.class)
        .hasMessageContaining("demo_ks.demo_table")
        .hasMessageContaining(reason);
  }

  @Test
  void whateverTheBytesNothingElseIsThrown() {
    long seed = System.nanoTime();
    System.out.println("TableSchemasTest seed: " + seed);
    Random random = new Random(seed);
    byte[] whole = Schemas.everything().toByteArray();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = whole.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        schemas.table(TableSchema.parseFrom(bytes).toBuilder().setVersion(i).build());
      } catch (InvalidProtocolBufferException | UndecodableChangeException expected) {
        // The journal's reader reports the first; the second is this class's.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", mutation " + i, e);
      }
    }
  }
}
