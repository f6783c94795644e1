package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.DEMO;
import static io.sluice.relay.convert.Changes.WRITETIME;
import static io.sluice.relay.convert.Changes.alive;
import static io.sluice.relay.convert.Changes.cell;
import static io.sluice.relay.convert.Changes.delete;
import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static io.sluice.relay.convert.Changes.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.change.Upsert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeEnvelopeTest {
  /** {@code wide (k text, a int, b int, s int static, v int, primary key (k, a, b))}. */
  private static final Table WIDE =
      new Changes.TableBuilder("ks", "wide")
          .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
          .add("a", Column.Kind.CLUSTERING, DataTypes.INT)
          .addDescending("b", DataTypes.INT)
          .add("s", Column.Kind.STATIC, DataTypes.INT)
          .add("v", Column.Kind.REGULAR, DataTypes.INT)
          .build();

  private static final List<ByteString> PARTITION = List.of(text("a"));
  private static final List<ByteString> ROW = List.of(integer(1), integer(2));
  private static final Deletion DELETION = new Deletion(WRITETIME, 1_700_000_000L);
  private static final String DELETED =
      "{\"writetime\":1769860800123456,\"deleted_at\":1700000000}";
  private static final String ORDER = "\"clustering_order\":{\"a\":\"ASC\",\"b\":\"DESC\"}}";

  private final Envelope plain = new ChangeEnvelope(Formats.plain(true), Formats.plain(false));
  private final Envelope structs = new ChangeEnvelope(Formats.structs(), Formats.structs());

  @Test
  void theWholeValue() {
    assertThat(string(plain.wrap(insert(), "t").value()))
        .isEqualTo(
            "{\"operation\":\"INSERT\",\"scope\":\"row\","
                + "\"keyspace\":\"demo_ks\",\"table\":\"demo_table\","
                + "\"table_id\":\"00000000-0000-0001-0000-000000000002\","
                + "\"schema_version\":\"%016x\",".formatted(DEMO.version())
                + "\"change_id\":\"0123456789abcdeffedcba9876543210\","
                + "\"source\":{\"cluster\":\"cluster\",\"data_center\":\"dc1\","
                + "\"host_id\":\"550e8400-e29b-41d4-a716-446655440000\","
                + "\"position\":\"0000000000000000:56\"},"
                + "\"captured_at\":1769860800123656,\"writetime\":1769860800123456,"
                + "\"writetime_kind\":\"stored\",\"outcome\":\"applied\","
                + "\"key\":{\"k\":\"a\"},\"liveness\":{\"writetime\":1769860800123456},"
                + "\"columns\":{\"v\":{\"value\":\"b\",\"writetime\":1769860800123456}}}");
  }

  @Test
  void withASchemaEveryFieldIsThere() {
    assertThat(string(structs.wrap(insert(), "t").value()))
        .endsWith(
            "\"key\":{\"k\":\"a\"},\"raw\":null,"
                + "\"liveness\":{\"writetime\":1769860800123456,\"ttl\":null,\"expires_at\":null},"
                + "\"deletion\":null,"
                + "\"columns\":{\"v\":{\"value\":\"b\",\"raw\":null,\"deleted\":null,"
                + "\"writetime\":1769860800123456,\"ttl\":null,\"expires_at\":null,"
                + "\"deleted_at\":null}}}");
  }

  private static Change insert() {
    return alive(upsert(DEMO, PARTITION, List.of(), cell(DEMO, "v", "b")));
  }

  @Test
  void keyHeadersAndTimeAreThoseOfFlat() {
    FlatEnvelope flat = new FlatEnvelope(Formats.plain(true), Formats.plain(false));
    for (Change change : List.of(insert(), rowDelete(), partitionDelete(), statics())) {
      Outgoing expected = flat.wrap(change, "topic");
      Outgoing record = plain.wrap(change, "topic");

      assertThat(record.topic()).isEqualTo("topic");
      assertThat(record.key()).isEqualTo(expected.key());
      assertThat(record.headers()).isEqualTo(expected.headers());
      assertThat(record.timestampMillis()).isEqualTo(expected.timestampMillis());
    }
  }

  @Test
  void anUpdateHasNoLiveness() {
    JsonNode value = value(upsert(WIDE, PARTITION, ROW, cell(WIDE, "v", 3)));

    assertThat(value.path("operation").textValue()).isEqualTo("UPDATE");
    assertThat(value.path("scope").textValue()).isEqualTo("row");
    assertThat(value.path("key")).hasToString("{\"k\":\"a\",\"a\":1,\"b\":2}");
    assertThat(value.has("liveness")).isFalse();
    assertThat(value.has("deletion")).isFalse();
    assertThat(value.has("range")).isFalse();
  }

  @Test
  void anInsertOfTheKeyAloneHasNoColumns() {
    assertThat(value(alive(upsert(WIDE, PARTITION, ROW))).path("columns")).hasToString("{}");
  }

  @Test
  void theRowMarkersTimeToLive() {
    Upsert row = upsert(WIDE, PARTITION, ROW);
    Upsert insert =
        new Upsert(
            row.captured(),
            row.id(),
            row.key(),
            row.scope(),
            new Liveness(WRITETIME, 60, 1_700_000_060L),
            row.cells(),
            row.complex());

    assertThat(value(insert).path("liveness"))
        .hasToString("{\"writetime\":1769860800123456,\"ttl\":60,\"expires_at\":1700000060}");
  }

  @Test
  void staticColumnsHaveTheKeyOfThePartition() {
    assertThat(value(statics()).path("scope").textValue()).isEqualTo("static");
    assertThat(value(statics()).path("key")).hasToString("{\"k\":\"a\"}");
    assertThat(value(statics()).path("columns"))
        .hasToString("{\"s\":{\"value\":3,\"writetime\":1769860800123456}}");
    assertThat(struct(statics()).path("key")).hasToString("{\"k\":\"a\",\"a\":null,\"b\":null}");
    assertThat(struct(statics()).path("columns").path("v").isNull()).isTrue();
  }

  private static Change statics() {
    return upsert(WIDE, PARTITION, null, cell(WIDE, "s", 3));
  }

  @Test
  void aDeletedRowHasAValue() {
    for (JsonNode value : List.of(value(rowDelete()), struct(rowDelete()))) {
      assertThat(value.path("operation").textValue()).isEqualTo("DELETE");
      assertThat(value.path("scope").textValue()).isEqualTo("row");
      assertThat(value.path("key")).hasToString("{\"k\":\"a\",\"a\":1,\"b\":2}");
      assertThat(value.path("deletion")).hasToString(DELETED);
      assertThat(value.hasNonNull("columns")).isFalse();
      assertThat(value.hasNonNull("liveness")).isFalse();
      assertThat(value.hasNonNull("range")).isFalse();
    }
  }

  private static Change rowDelete() {
    return deleted(delete(WIDE, PARTITION, ROW, Scope.ROW));
  }

  @Test
  void aDeletedPartitionHasNoRange() {
    for (JsonNode value : List.of(value(partitionDelete()), struct(partitionDelete()))) {
      assertThat(value.path("scope").textValue()).isEqualTo("partition");
      assertThat(value.path("key").path("k").textValue()).isEqualTo("a");
      assertThat(value.path("deletion")).hasToString(DELETED);
      assertThat(value.hasNonNull("range")).isFalse();
    }
  }

  private static Change partitionDelete() {
    return deleted(delete(WIDE, PARTITION, List.of(), Scope.PARTITION));
  }

  private static Change deleted(Delete delete) {
    return new Delete(delete.captured(), delete.id(), delete.key(), delete.scope(), DELETION);
  }

  @Test
  void aDeletedRangeHasItsBounds() {
    Change delete = range(new Bound(ROW, false), new Bound(List.of(integer(1)), true));

    assertThat(value(delete).path("scope").textValue()).isEqualTo("range");
    assertThat(value(delete).path("deletion")).hasToString(DELETED);
    assertThat(value(delete).path("range"))
        .hasToString(
            "{\"start\":{\"clustering\":{\"a\":1,\"b\":2},\"inclusive\":false},"
                + "\"end\":{\"clustering\":{\"a\":1},\"inclusive\":true},"
                + ORDER);
    assertThat(struct(delete).path("range").path("end"))
        .hasToString("{\"clustering\":{\"a\":1,\"b\":null},\"inclusive\":true}");
  }

  @Test
  void aRangeMayBeOpen() {
    Change delete = range(new Bound(List.of(), true), new Bound(ROW, true));

    for (JsonNode value : List.of(value(delete), struct(delete))) {
      assertThat(value.path("range"))
          .hasToString(
              "{\"start\":null,"
                  + "\"end\":{\"clustering\":{\"a\":1,\"b\":2},\"inclusive\":true},"
                  + ORDER);
    }
  }

  @Test
  void theBytesOfTheKeysEmptyValuesAreThere() {
    ByteString empty = ByteString.EMPTY;
    Change row = upsert(WIDE, List.of(empty), Arrays.asList(empty, null));
    Change range =
        range(new Bound(List.of(empty), true), new Bound(List.of(integer(1), empty), true));

    for (Envelope envelope : List.of(plain, structs)) {
      JsonNode value = json(envelope.wrap(row, "t"));
      assertThat(value.path("key")).hasToString("{\"k\":\"\",\"a\":null,\"b\":null}");
      assertThat(value.path("raw")).hasToString("{\"key.a\":\"\"}");
      assertThat(json(envelope.wrap(range, "t")).path("raw"))
          .hasToString("{\"start.a\":\"\",\"end.b\":\"\"}");
    }
  }

  private static Change range(Bound start, Bound end) {
    return Changes.range(WIDE, PARTITION, start, end, DELETION);
  }

  @Test
  void whetherTheWritetimeIsTheStoredOne() {
    assertThat(certainty(Outcome.APPLIED, false)).isEqualTo("applied stored");
    assertThat(certainty(Outcome.APPLIED, true)).isEqualTo("applied proposed");
    assertThat(certainty(Outcome.UNKNOWN, false)).isEqualTo("unknown unknown");
    assertThat(certainty(Outcome.UNKNOWN, true)).isEqualTo("unknown proposed");
    assertThat(certainty(Outcome.NOT_AWAITED, false)).isEqualTo("not_awaited unknown");
  }

  private String certainty(Outcome outcome, boolean conditional) {
    Delete delete = delete(WIDE, PARTITION, ROW, Scope.ROW);
    JsonNode value =
        value(
            new Delete(
                delete.captured().resolved(outcome, conditional),
                delete.id(),
                delete.key(),
                delete.scope(),
                DELETION));
    return value.path("outcome").textValue() + " " + value.path("writetime_kind").textValue();
  }

  @Test
  void schemasAreTheTablesWhateverTheChange() {
    Envelope json = new ChangeEnvelope(Formats.withSchemas(true), Formats.withSchemas(false));
    JsonNode schema = json(json.wrap(rowDelete(), "t")).path("schema");

    assertThat(schema.path("name").textValue()).isEqualTo("ks.wide.Change");
    assertThat(json(json.wrap(statics(), "t")).path("schema")).isEqualTo(schema);
    assertThat(schema.findValuesAsText("name"))
        .contains(
            "ks.wide.Change.Source",
            "ks.wide.Change.Key",
            "ks.wide.Change.Liveness",
            "ks.wide.Change.Deletion",
            "ks.wide.Change.Range",
            "ks.wide.Change.Columns",
            "ks.wide.Change.Columns.v");
  }

  @Test
  void aValueThatIsNoneOfItsTypeIsNamedButNotShown() {
    Cell cell = new Cell(Changes.column(WIDE, "v"), WRITETIME, text("a secret"), 0, 0, null);

    assertThatThrownBy(() -> plain.wrap(upsert(WIDE, PARTITION, ROW, cell), "t"))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("ks.wide: column 'v' holds no int");
  }

  private JsonNode value(Change change) {
    return json(plain.wrap(change, "t"));
  }

  private JsonNode struct(Change change) {
    return json(structs.wrap(change, "t"));
  }

  private static JsonNode json(Outgoing record) {
    try {
      return new ObjectMapper().readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
