package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Non-frozen collections and user-defined types in the envelope {@code debezium}. */
class DebeziumCollectionsTest {
  private static final Deletion BEFORE = new Deletion(Changes.WRITETIME - 1, 1);
  private static final ByteString EMPTY = ByteString.EMPTY;

  private final DebeziumEnvelope envelope =
      new DebeziumEnvelope("prod", Formats.plain(true), Formats.plain(false));

  @Test
  void aReplacedOneIsWrittenWhole() {
    ByteString id =
        Encoded.of(DataTypes.TIMEUUID, UUID.fromString("c4b54ee0-9a5c-11ee-b9d1-0242ac120002"));

    assertReplaced(DataTypes.setOf(DataTypes.INT), integer(5), EMPTY, "[5]");
    assertReplaced(DataTypes.listOf(DataTypes.INT), id, integer(5), "[5]");
    assertReplaced(
        DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT), text("a"), integer(5), "{\"a\":5}");
    assertReplaced(
        DataTypes.mapOf(DataTypes.INT, DataTypes.INT), integer(4), integer(5), "[[4,5]]");
    assertReplaced(
        ValueReadersTest.ADDRESS.copy(false),
        Encoded.of(DataTypes.SMALLINT, (short) 1),
        integer(8050),
        "{\"street\":null,\"zip\":8050}");
  }

  private void assertReplaced(DataType type, ByteString path, ByteString value, String json) {
    Outgoing record = change(type, BEFORE, element(type, path, value, 0));

    assertThat(value(record))
        .contains("\"m\":{\"value\":" + json + ",\"deletion_ts\":null,\"set\":true}");
    assertThat(record.headers()).extracting(Header::name).doesNotContain("delta");
  }

  @Test
  void oneReplacedByNothingIsDeleted() {
    DataType type = DataTypes.setOf(DataTypes.INT);

    for (Outgoing record :
        List.of(
            change(type, BEFORE),
            change(type, BEFORE, element(type, integer(5), null, 0)),
            change(ValueReadersTest.ADDRESS.copy(false), BEFORE))) {
      assertThat(value(record))
          .contains("\"m\":{\"value\":null,\"deletion_ts\":null,\"set\":true}");
    }
  }

  @Test
  void aRemovedElementIsNotAmongThoseThatReplace() {
    DataType type = DataTypes.setOf(DataTypes.INT);

    assertThat(
            value(
                change(
                    type,
                    BEFORE,
                    element(type, integer(5), EMPTY, 0),
                    element(type, integer(6), null, 0))))
        .contains("\"m\":{\"value\":[5],");
  }

  @Test
  void elementsPutInOrTakenOutAreOnlyAnnounced() {
    DataType type = DataTypes.setOf(DataTypes.INT);

    for (Outgoing record :
        List.of(
            change(type, null, element(type, integer(5), EMPTY, 0)),
            change(type, null, element(type, integer(5), null, 0)))) {
      assertThat(value(record)).contains("\"m\":null").contains("\"op\":\"u\"");
      assertThat(record.headers()).contains(new Header("delta", "m"));
    }
  }

  @Test
  void theTtlIsThatOfTheElementThatLastsLongest() {
    DataType type = DataTypes.setOf(DataTypes.INT);
    Cell one = element(type, integer(5), EMPTY, 1_769_860_860);
    Cell longer = element(type, integer(6), EMPTY, 1_769_860_870);
    Cell endless = element(type, integer(7), EMPTY, 0);

    assertThat(value(change(type, BEFORE, one, longer)))
        .contains("\"m\":{\"value\":[5,6],\"deletion_ts\":1769860870000000,\"set\":true}");
    assertThat(value(change(type, BEFORE, one, endless)))
        .contains("\"m\":{\"value\":[5,7],\"deletion_ts\":null,\"set\":true}");
  }

  private static Table table(DataType type) {
    return new Changes.TableBuilder("ks", "t")
        .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
        .addMultiCell("m", type)
        .build();
  }

  /** An element that is removed where there is no value, and has a TTL where {@code end} is set. */
  private static Cell element(DataType type, ByteString path, ByteString value, long end) {
    Column column = Changes.column(table(type), "m");
    return new Cell(column, Changes.WRITETIME, value, end == 0 ? 0 : 60, end, path);
  }

  private Outgoing change(DataType type, Deletion deletion, Cell... elements) {
    Table table = table(type);
    ComplexChange change =
        new ComplexChange(Changes.column(table, "m"), deletion, List.of(elements));
    return envelope.wrap(
        Changes.with(Changes.upsert(table, List.of(text("a")), List.of()), change), "topic");
  }

  private static String value(Outgoing record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }
}
