package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.DEMO;
import static io.sluice.relay.convert.Changes.alive;
import static io.sluice.relay.convert.Changes.cell;
import static io.sluice.relay.convert.Changes.delete;
import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static io.sluice.relay.convert.Changes.tombstone;
import static io.sluice.relay.convert.Changes.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.change.Upsert;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatEnvelopeTest {
  /**
   * {@code wide (k text, a int, b int, s int static, v int, m set<int>, primary key (k, a, b))}.
   */
  private static final Table WIDE =
      new Changes.TableBuilder("ks", "wide")
          .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
          .add("a", Column.Kind.CLUSTERING, DataTypes.INT)
          .addDescending("b", DataTypes.INT)
          .add("s", Column.Kind.STATIC, DataTypes.INT)
          .add("v", Column.Kind.REGULAR, DataTypes.INT)
          .addMultiCell("m", DataTypes.setOf(DataTypes.INT))
          .build();

  private static final List<ByteString> PARTITION = List.of(text("a"));
  private static final List<ByteString> ROW = List.of(integer(1), integer(2));

  private final FlatEnvelope envelope = new FlatEnvelope(Formats.plain(true), Formats.plain(false));
  private final FlatEnvelope structs = new FlatEnvelope(Formats.structs(), Formats.structs());

  @Test
  void theAnnouncedRecord() {
    Outgoing record =
        envelope.wrap(
            alive(upsert(DEMO, PARTITION, List.of(), cell(DEMO, "v", "b"))), "demo-topic");

    assertThat(record.topic()).isEqualTo("demo-topic");
    assertThat(string(record.key())).isEqualTo("{\"k\":\"a\"}");
    assertThat(string(record.value())).isEqualTo("{\"v\":\"b\"}");
    assertThat(record.timestampMillis()).isEqualTo(Changes.WRITETIME / 1000);
    assertThat(record.headers())
        .containsExactly(
            new Header("keyspace", "demo_ks"),
            new Header("table", "demo_table"),
            new Header("operation", "INSERT"),
            new Header("writetime", "1769860800123456"),
            new Header("change_id", "0123456789abcdeffedcba9876543210"),
            new Header("source", "dc1/550e8400-e29b-41d4-a716-446655440000"));
  }

  @Test
  void theKeyHasAllPrimaryKeyColumns() {
    assertThat(key(upsert(WIDE, PARTITION, ROW))).isEqualTo("{\"k\":\"a\",\"a\":1,\"b\":2}");
  }

  @Test
  void unsetColumnsAreAbsentAndDeletedOnesNull() {
    Upsert update = upsert(WIDE, PARTITION, ROW, tombstone(WIDE, "v"));

    assertThat(value(update)).isEqualTo("{\"v\":null}");
    assertThat(header(update, "operation")).isEqualTo("UPDATE");
  }

  @Test
  void anInsertOfTheKeyAloneHasAnEmptyObject() {
    assertThat(value(alive(upsert(WIDE, PARTITION, ROW)))).isEqualTo("{}");
  }

  @Test
  void multiCellColumnsStandBesideTheOthers() {
    Column set = Changes.column(WIDE, "m");
    Cell element = new Cell(set, Changes.WRITETIME, ByteString.EMPTY, 0, 0, integer(5));
    Upsert update =
        Changes.with(
            upsert(WIDE, PARTITION, ROW, cell(WIDE, "v", 3)),
            new ComplexChange(set, null, List.of(element)));

    assertThat(value(update)).isEqualTo("{\"v\":3,\"m\":{\"$add\":[5]}}");
  }

  @Test
  void aFrozenMapNeverLooksLikeAChangeOfElements() {
    DataType type = DataTypes.frozenMapOf(DataTypes.TEXT, DataTypes.frozenListOf(DataTypes.INT));
    Table table =
        new Changes.TableBuilder("ks", "t")
            .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
            .add("f", Column.Kind.REGULAR, type)
            .build();
    Upsert update =
        upsert(table, PARTITION, List.of(), cell(table, "f", Map.of("$remove", List.of(1))));

    assertThat(value(update)).isEqualTo("{\"f\":{\"$replace\":{\"$remove\":[1]}}}");
    assertThat(string(structs.wrap(update, "t").value())).isEqualTo("{\"f\":{\"$remove\":[1]}}");
  }

  @Test
  void staticColumnsHaveTheKeyOfThePartition() {
    Upsert statics = upsert(WIDE, PARTITION, null, cell(WIDE, "s", 3));

    assertThat(key(statics)).isEqualTo("{\"k\":\"a\"}");
    assertThat(value(statics)).isEqualTo("{\"s\":3}");
    assertThat(header(statics, "scope")).isEqualTo("static");
  }

  @Test
  void aDeletedRowIsATombstone() {
    Change delete = delete(WIDE, PARTITION, ROW, Scope.ROW);

    assertThat(key(delete)).isEqualTo("{\"k\":\"a\",\"a\":1,\"b\":2}");
    assertThat(envelope.wrap(delete, "t").value()).isNull();
    assertThat(header(delete, "operation")).isEqualTo("DELETE");
    assertThat(header(delete, "scope")).isEqualTo("row");
  }

  @Test
  void aDeletedPartitionIsARangeThatIsOpenOnBothSides() {
    Change delete = delete(WIDE, PARTITION, List.of(), Scope.PARTITION);

    assertThat(key(delete)).isEqualTo("{\"k\":\"a\"}");
    assertThat(value(delete))
        .isEqualTo(
            "{\"start\":null,\"end\":null,\"clustering_order\":{\"a\":\"ASC\",\"b\":\"DESC\"}}");
    assertThat(header(delete, "scope")).isEqualTo("partition");
  }

  @Test
  void aDeletedRangeHasItsBounds() {
    Change delete = range(new Bound(ROW, false), new Bound(List.of(integer(1)), true));

    assertThat(key(delete)).isEqualTo("{\"k\":\"a\"}");
    assertThat(value(delete))
        .isEqualTo(
            "{\"start\":{\"clustering\":{\"a\":1,\"b\":2},\"inclusive\":false},"
                + "\"end\":{\"clustering\":{\"a\":1},\"inclusive\":true},"
                + "\"clustering_order\":{\"a\":\"ASC\",\"b\":\"DESC\"}}");
    assertThat(header(delete, "scope")).isEqualTo("range");
  }

  @Test
  void ttlIsAHeaderWhereThereIsOne() {
    Cell cell = new Cell(Changes.column(WIDE, "v"), Changes.WRITETIME, integer(3), 60, 0, null);

    assertThat(header(upsert(WIDE, PARTITION, ROW, cell), "ttl")).isEqualTo("60");
    assertThat(envelope.wrap(upsert(WIDE, PARTITION, ROW), "t").headers())
        .extracting(Header::name)
        .doesNotContain("ttl");
  }

  @Test
  void aClusteringValueThatACompactRowLacksIsNull() {
    assertThat(key(upsert(WIDE, PARTITION, Arrays.asList(integer(1), null))))
        .isEqualTo("{\"k\":\"a\",\"a\":1,\"b\":null}");
  }

  @Test
  void withASchemaEveryFieldIsThere() {
    Outgoing record = structs.wrap(upsert(WIDE, PARTITION, ROW, cell(WIDE, "v", 3)), "t");

    assertThat(string(record.key())).isEqualTo("{\"k\":\"a\",\"a\":1,\"b\":2}");
    assertThat(string(record.value())).isEqualTo("{\"s\":null,\"v\":3,\"m\":null,\"_range\":null}");
  }

  @Test
  void withASchemaARangeIsAFieldOfTheValue() {
    Outgoing record = structs.wrap(range(new Bound(List.of(), true), new Bound(ROW, true)), "t");

    assertThat(string(record.key())).isEqualTo("{\"k\":\"a\",\"a\":null,\"b\":null}");
    assertThat(string(record.value()))
        .isEqualTo(
            "{\"s\":null,\"v\":null,\"m\":null,\"_range\":{\"start\":null,"
                + "\"end\":{\"clustering\":{\"a\":1,\"b\":2},\"inclusive\":true},"
                + "\"clustering_order\":{\"a\":\"ASC\",\"b\":\"DESC\"}}}");
  }

  @Test
  void withASchemaADeletedRowIsATombstoneToo() {
    assertThat(structs.wrap(delete(WIDE, PARTITION, ROW, Scope.ROW), "t").value()).isNull();
  }

  @Test
  void theRangeGivesWayToAColumnOfItsName() {
    Table table =
        new Changes.TableBuilder("ks", "t")
            .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
            .add("c", Column.Kind.CLUSTERING, DataTypes.INT)
            .add("_range", Column.Kind.REGULAR, DataTypes.TEXT)
            .build();

    assertThat(
            string(structs.wrap(delete(table, PARTITION, List.of(), Scope.PARTITION), "t").value()))
        .startsWith("{\"_range\":null,\"__range\":{");
  }

  @Test
  void schemasAreTheTablesWhateverTheChange() {
    FlatEnvelope json = new FlatEnvelope(Formats.withSchemas(true), Formats.withSchemas(false));
    Outgoing one = json.wrap(upsert(WIDE, PARTITION, ROW, cell(WIDE, "v", 3)), "t");
    Outgoing other = json.wrap(range(new Bound(List.of(), true), new Bound(ROW, true)), "t");

    assertThat(schema(one.value())).isEqualTo(schema(other.value())).contains("ks.wide.Value");
    assertThat(schema(one.key())).isEqualTo(schema(other.key())).contains("ks.wide.Key");
  }

  @Test
  void aValueThatIsNoneOfItsTypeIsNamedButNotShown() {
    Cell cell =
        new Cell(Changes.column(WIDE, "v"), Changes.WRITETIME, text("a secret"), 0, 0, null);

    assertThatThrownBy(() -> envelope.wrap(upsert(WIDE, PARTITION, ROW, cell), "t"))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("ks.wide: column 'v' holds no int");
    assertThatThrownBy(
            () -> envelope.wrap(upsert(WIDE, PARTITION, List.of(text("x"), text("y"))), "t"))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("ks.wide: column 'a' holds no int");
  }

  private static RangeDelete range(Bound start, Bound end) {
    return Changes.range(WIDE, PARTITION, start, end, new Deletion(Changes.WRITETIME, 0));
  }

  private String key(Change change) {
    return string(envelope.wrap(change, "t").key());
  }

  private String value(Change change) {
    return string(envelope.wrap(change, "t").value());
  }

  private String header(Change change, String name) {
    return envelope.wrap(change, "t").headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Header::value)
        .findFirst()
        .orElseThrow();
  }

  private static String schema(byte[] json) {
    String text = string(json);
    return text.substring(0, text.indexOf("\"payload\""));
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
