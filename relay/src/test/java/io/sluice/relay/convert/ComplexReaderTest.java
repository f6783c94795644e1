package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.connect.data.ConnectSchema;
import org.junit.jupiter.api.Test;

class ComplexReaderTest {
  private static final DataType SET = DataTypes.setOf(DataTypes.INT);
  private static final DataType MAP = DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT);
  private static final DataType PAIRS = DataTypes.mapOf(DataTypes.INT, DataTypes.TEXT);
  private static final DataType LIST = DataTypes.listOf(DataTypes.TEXT);
  private static final DataType UDT =
      new UserDefinedTypeBuilder(
              CqlIdentifier.fromInternal("ks"), CqlIdentifier.fromInternal("address"))
          .withField(CqlIdentifier.fromInternal("street"), DataTypes.TEXT)
          .withField(CqlIdentifier.fromInternal("zip"), DataTypes.INT)
          .build();
  private static final UUID ID1 = UUID.fromString("c4b54ee0-9a5c-11ee-b9d1-0242ac120002");
  private static final UUID ID2 = UUID.fromString("c4b54ee1-9a5c-11ee-b9d1-0242ac120002");

  @Test
  void aReplacedCollectionIsWrittenPlainly() {
    assertThat(plain(SET, true, put(i(1), ByteString.EMPTY), put(i(2), ByteString.EMPTY)))
        .isEqualTo("[1,2]");
    assertThat(plain(MAP, true, put(t("a"), i(1)))).isEqualTo("{\"a\":1}");
    assertThat(plain(PAIRS, true, put(i(1), t("a")))).isEqualTo("[[1,\"a\"]]");
    assertThat(plain(LIST, true, put(id(ID1), t("x")), put(id(ID2), t("y"))))
        .isEqualTo("[\"x\",\"y\"]");
    assertThat(plain(UDT, true, put(field(1), i(8050))))
        .isEqualTo("{\"street\":null,\"zip\":8050}");
  }

  @Test
  void replacedByNothingIsNull() {
    for (DataType type : List.of(SET, MAP, PAIRS, LIST, UDT)) {
      assertThat(plain(type, true)).isEqualTo("null");
    }
  }

  @Test
  void whatIsRemovedFromAReplacedCollectionIsNotInIt() {
    assertThat(plain(MAP, true, remove(t("a")), put(t("b"), i(1)))).isEqualTo("{\"b\":1}");
    assertThat(plain(SET, true, remove(i(1)))).isEqualTo("null");
  }

  @Test
  void aChangeOfElementsSaysWhichCameAndWhichWent() {
    assertThat(plain(SET, false, put(i(1), ByteString.EMPTY), remove(i(2))))
        .isEqualTo("{\"$add\":[1],\"$remove\":[2]}");
    assertThat(plain(MAP, false, put(t("a"), i(1)), remove(t("b"))))
        .isEqualTo("{\"$put\":{\"a\":1},\"$remove\":[\"b\"]}");
    assertThat(plain(PAIRS, false, put(i(1), t("a")), remove(i(2))))
        .isEqualTo("{\"$put\":[[1,\"a\"]],\"$remove\":[2]}");
    assertThat(plain(LIST, false, put(id(ID1), t("x")), remove(id(ID2))))
        .isEqualTo("{\"$put\":{\"" + ID1 + "\":\"x\"},\"$remove\":[\"" + ID2 + "\"]}");
    assertThat(plain(UDT, false, remove(field(0)), put(field(1), i(8050))))
        .isEqualTo("{\"$set\":{\"zip\":8050},\"$remove\":[\"street\"]}");
  }

  @Test
  void whatDidNotHappenIsAbsent() {
    assertThat(plain(SET, false, put(i(1), ByteString.EMPTY))).isEqualTo("{\"$add\":[1]}");
    assertThat(plain(SET, false, remove(i(1)))).isEqualTo("{\"$remove\":[1]}");
    assertThat(plain(UDT, false, put(field(0), t("Hof"))))
        .isEqualTo("{\"$set\":{\"street\":\"Hof\"}}");
  }

  @Test
  void aReplacedMapNeverLooksLikeAChange() {
    assertThat(plain(MAP, true, put(t("$remove"), i(1)), put(t("a"), i(2))))
        .isEqualTo("{\"$replace\":{\"$remove\":1,\"a\":2}}");
  }

  @Test
  void withASchemaItIsAlwaysAStruct() {
    assertThat(struct(SET, true, put(i(1), ByteString.EMPTY)))
        .isEqualTo("{\"replace\":[1],\"add\":null,\"remove\":null}");
    assertThat(struct(SET, true)).isEqualTo("{\"replace\":[],\"add\":null,\"remove\":null}");
    assertThat(struct(SET, false, put(i(1), ByteString.EMPTY), remove(i(2))))
        .isEqualTo("{\"replace\":null,\"add\":[1],\"remove\":[2]}");
    assertThat(struct(MAP, false, put(t("a"), i(1)), remove(t("b"))))
        .isEqualTo("{\"replace\":null,\"put\":{\"a\":1},\"remove\":[\"b\"]}");
    assertThat(struct(PAIRS, true, put(i(1), t("a"))))
        .isEqualTo("{\"replace\":[[1,\"a\"]],\"put\":null,\"remove\":null}");
    assertThat(struct(LIST, false, put(id(ID1), t("x")), remove(id(ID2))))
        .isEqualTo(
            "{\"replace\":null,\"put\":{\"" + ID1 + "\":\"x\"},\"remove\":[\"" + ID2 + "\"]}");
    assertThat(struct(UDT, false, remove(field(0)), put(field(1), i(8050))))
        .isEqualTo(
            "{\"replace\":null,\"set\":{\"street\":null,\"zip\":8050},\"remove\":[\"street\"]}");
    assertThat(struct(UDT, true))
        .isEqualTo("{\"replace\":{\"street\":null,\"zip\":null},\"set\":null,\"remove\":null}");
  }

  @Test
  void aFieldThatTheTypeDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> plain(UDT, false, remove(field(2))))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> plain(UDT, false, put(field(-1), i(1))))
        .isInstanceOf(RuntimeException.class);
  }

  private static String plain(DataType type, boolean replaced, Cell... cells) {
    ComplexReader reader = ComplexReader.of("name", type, new ValueReaders(false));
    return Formats.json(Formats.plain(false), null, reader.read(change(type, replaced, cells)));
  }

  private static String struct(DataType type, boolean replaced, Cell... cells) {
    ComplexReader reader = ComplexReader.of("name", type, new ValueReaders(true));
    Object value = reader.read(change(type, replaced, cells));
    ConnectSchema.validateValue(reader.schema(), value);
    return Formats.json(Formats.structs(), reader.schema(), value);
  }

  private static ComplexChange change(DataType type, boolean replaced, Cell... cells) {
    Column column = new Column("c", Column.Kind.REGULAR, type, true, false, 1);
    Deletion deletion = replaced ? new Deletion(Changes.WRITETIME - 1, 0) : null;
    return new ComplexChange(column, deletion, List.of(cells));
  }

  private static Cell put(ByteString path, ByteString value) {
    return new Cell(null, Changes.WRITETIME, value, 0, 0, path);
  }

  private static Cell remove(ByteString path) {
    return put(path, null);
  }

  private static ByteString i(int value) {
    return Changes.integer(value);
  }

  private static ByteString t(String value) {
    return Changes.text(value);
  }

  private static ByteString id(UUID value) {
    return Encoded.of(DataTypes.TIMEUUID, value);
  }

  private static ByteString field(int number) {
    return Encoded.of(DataTypes.SMALLINT, (short) number);
  }
}
