package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.change.Upsert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the envelope {@code change} has under {@code columns}. */
class ChangeColumnsTest {
  private static final DataType SET = DataTypes.setOf(DataTypes.INT);
  private static final DataType MAP = DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT);
  private static final DataType LIST = DataTypes.listOf(DataTypes.TEXT);
  private static final DataType UDT = ValueReadersTest.ADDRESS.copy(false);
  private static final UUID ID = UUID.fromString("c4b54ee0-9a5c-11ee-b9d1-0242ac120002");
  private static final ByteString LIST_ID = Encoded.of(DataTypes.TIMEUUID, ID);
  private static final ByteString EMPTY = ByteString.EMPTY;
  private static final Deletion BEFORE = new Deletion(0, 9);

  private static final String WRITTEN = "\"writetime\":1";
  private static final String DELETED = "\"deleted\":true,\"writetime\":1,\"deleted_at\":9";
  private static final String REPLACED = "\"deletion\":{\"writetime\":0,\"deleted_at\":9},";

  private final Envelope plain = new ChangeEnvelope(Formats.plain(true), Formats.plain(false));
  private final Envelope structs = new ChangeEnvelope(Formats.structs(), Formats.structs());

  @Test
  void aCell() {
    assertThat(plain(DataTypes.INT, written(null, integer(5))))
        .isEqualTo(object("\"value\":5", WRITTEN));
    assertThat(plain(DataTypes.INT, new Cell(null, 1, integer(5), 60, 70, null)))
        .isEqualTo(object("\"value\":5", WRITTEN, "\"ttl\":60,\"expires_at\":70"));
    assertThat(plain(DataTypes.INT, removed(null))).isEqualTo(object(DELETED));
  }

  @Test
  void aCellWithSchema() {
    assertThat(struct(DataTypes.INT, new Cell(null, 1, integer(5), 60, 70, null)))
        .isEqualTo(
            "{\"value\":5,\"raw\":null,\"deleted\":null,\"writetime\":1,\"ttl\":60,"
                + "\"expires_at\":70,\"deleted_at\":null}");
    assertThat(struct(DataTypes.INT, removed(null)))
        .isEqualTo(
            "{\"value\":null,\"raw\":null,\"deleted\":true,\"writetime\":1,\"ttl\":null,"
                + "\"expires_at\":null,\"deleted_at\":9}");
  }

  @Test
  void anEmptyValueIsNoDeletedOne() {
    assertThat(plain(DataTypes.INT, written(null, EMPTY)))
        .isEqualTo(object("\"value\":null,\"raw\":\"\"", WRITTEN));
    assertThat(struct(DataTypes.INT, written(null, EMPTY)))
        .startsWith("{\"value\":null,\"raw\":\"\",\"deleted\":null,");
    assertThat(plain(DataTypes.tupleOf(DataTypes.INT), written(null, EMPTY)))
        .isEqualTo(object("\"value\":[null],\"raw\":\"\"", WRITTEN));
    for (DataType shown : List.of(DataTypes.TEXT, DataTypes.ASCII, DataTypes.BLOB)) {
      assertThat(plain(shown, written(null, EMPTY))).isEqualTo(object("\"value\":\"\"", WRITTEN));
    }
  }

  @Test
  void elementsOfAMap() {
    assertThat(plain(MAP, null, written(text("a"), integer(1)), removed(text("b"))))
        .isEqualTo(
            elements(
                "",
                object("\"key\":\"a\",\"value\":1", WRITTEN),
                object("\"key\":\"b\"", DELETED)));
    assertThat(plain(MAP, null, written(text("a"), EMPTY)))
        .isEqualTo(elements("", object("\"key\":\"a\",\"value\":null,\"raw\":\"\"", WRITTEN)));
  }

  @Test
  void elementsOfASet() {
    assertThat(plain(SET, null, written(integer(1), EMPTY), removed(integer(2))))
        .isEqualTo(elements("", object("\"value\":1", WRITTEN), object("\"value\":2", DELETED)));
    assertThat(plain(SET, null, written(EMPTY, EMPTY)))
        .isEqualTo(elements("", object("\"value\":null,\"raw\":\"\"", WRITTEN)));
    assertThat(plain(SET, null, removed(EMPTY)))
        .isEqualTo(
            elements(
                "",
                object(
                    "\"value\":null,\"raw\":\"\",\"deleted\":true", WRITTEN, "\"deleted_at\":9")));
  }

  @Test
  void elementsOfAList() {
    String id = "\"id\":\"" + ID + "\"";

    assertThat(plain(LIST, null, written(LIST_ID, text("x"))))
        .isEqualTo(elements("", object(id, "\"value\":\"x\"", WRITTEN)));
    assertThat(plain(LIST, null, removed(LIST_ID))).isEqualTo(elements("", object(id, DELETED)));
  }

  @Test
  void fieldsOfAUserDefinedType() {
    assertThat(plain(UDT, null, removed(field(0)), written(field(1), integer(8050))))
        .isEqualTo(
            elements(
                "",
                object("\"field\":\"street\"", DELETED),
                object("\"field\":\"zip\",\"value\":8050", WRITTEN)));
    assertThat(plain(UDT, null, written(field(1), EMPTY)))
        .isEqualTo(elements("", object("\"field\":\"zip\",\"value\":null,\"raw\":\"\"", WRITTEN)));
  }

  @Test
  void anElementHasItsOwnTimeToLive() {
    assertThat(plain(MAP, null, new Cell(null, 1, integer(1), 60, 70, text("a"))))
        .isEqualTo(
            elements(
                "", object("\"key\":\"a\",\"value\":1", WRITTEN, "\"ttl\":60,\"expires_at\":70")));
  }

  @Test
  void aReplacedOneHasADeletionBeforeItsElements() {
    assertThat(plain(SET, BEFORE, written(integer(1), EMPTY)))
        .isEqualTo(elements(REPLACED, object("\"value\":1", WRITTEN)));
    for (DataType type : List.of(SET, MAP, LIST, UDT)) {
      assertThat(plain(type, BEFORE)).isEqualTo(elements(REPLACED));
    }
  }

  @Test
  void elementsWithSchema() {
    String times = "\"writetime\":1,\"ttl\":null,\"expires_at\":null,\"deleted_at\":null}";

    assertThat(struct(MAP, BEFORE, written(text("a"), integer(1))))
        .isEqualTo(
            elements(
                REPLACED,
                "{\"key\":\"a\",\"raw_key\":null,\"value\":1,\"raw\":null,\"deleted\":null,"
                    + times));
    assertThat(struct(UDT, null, written(field(1), integer(8050))))
        .isEqualTo(
            elements(
                "\"deletion\":null,",
                "{\"field\":\"zip\",\"value\":{\"street\":null,\"zip\":8050},"
                    + "\"raw\":null,\"deleted\":null,"
                    + times));
    assertThat(struct(SET, null, written(integer(1), EMPTY)))
        .isEqualTo(
            elements("\"deletion\":null,", "{\"value\":1,\"raw\":null,\"deleted\":null," + times));
    assertThat(struct(LIST, null, written(LIST_ID, text("x"))))
        .isEqualTo(
            elements(
                "\"deletion\":null,",
                "{\"id\":\"" + ID + "\",\"value\":\"x\",\"raw\":null,\"deleted\":null," + times));
  }

  @Test
  void aFieldThatTheTypeDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> plain(UDT, null, removed(field(2))))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessageStartingWith("ks.t: column 'c' holds no ");
  }

  private String plain(DataType type, Cell cell) {
    return columnOf(plain, ofCell(type, cell));
  }

  private String struct(DataType type, Cell cell) {
    return columnOf(structs, ofCell(type, cell));
  }

  private String plain(DataType type, Deletion deletion, Cell... elements) {
    return columnOf(plain, ofElements(type, deletion, elements));
  }

  private String struct(DataType type, Deletion deletion, Cell... elements) {
    return columnOf(structs, ofElements(type, deletion, elements));
  }

  private static Upsert ofCell(DataType type, Cell cell) {
    Table table = table().add("c", Column.Kind.REGULAR, type).build();
    Column column = Changes.column(table, "c");
    return row(
        table,
        new Cell(
            column, cell.timestamp(), cell.value(), cell.ttl(), cell.localDeletionTime(), null));
  }

  private static Upsert ofElements(DataType type, Deletion deletion, Cell... elements) {
    Table table = table().addMultiCell("c", type).build();
    ComplexChange change =
        new ComplexChange(Changes.column(table, "c"), deletion, List.of(elements));
    return Changes.with(row(table), change);
  }

  private static Changes.TableBuilder table() {
    return new Changes.TableBuilder("ks", "t").add("k", Column.Kind.PARTITION_KEY, DataTypes.INT);
  }

  private static Upsert row(Table table, Cell... cells) {
    return Changes.upsert(table, List.of(integer(1)), List.of(), cells);
  }

  private static String columnOf(Envelope envelope, Upsert upsert) {
    try {
      byte[] value = envelope.wrap(upsert, "topic").value();
      return new ObjectMapper().readTree(value).path("columns").path("c").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String object(String... fields) {
    return "{" + String.join(",", fields) + "}";
  }

  private static String elements(String deletion, String... elements) {
    return "{" + deletion + "\"elements\":[" + String.join(",", elements) + "]}";
  }

  private static Cell written(ByteString path, ByteString value) {
    return new Cell(null, 1, value, 0, 0, path);
  }

  private static Cell removed(ByteString path) {
    return new Cell(null, 1, null, 0, 9, path);
  }

  private static ByteString field(int number) {
    return Encoded.of(DataTypes.SMALLINT, (short) number);
  }
}
