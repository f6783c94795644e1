package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueReadersTest {
  static final UserDefinedType ADDRESS =
      new UserDefinedTypeBuilder(
              CqlIdentifier.fromInternal("ks"), CqlIdentifier.fromInternal("address"))
          .withField(CqlIdentifier.fromInternal("street"), DataTypes.TEXT)
          .withField(CqlIdentifier.fromInternal("zip"), DataTypes.INT)
          .frozen()
          .build();

  static Stream<Arguments> values() {
    DataType ints = DataTypes.frozenListOf(DataTypes.INT);
    DataType pair = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);
    return Stream.of(
        Arguments.of(ints, "[1,2]", "[1,2]", "[1,2]"),
        Arguments.of(ints, "[]", "[]", "[]"),
        Arguments.of(
            DataTypes.frozenSetOf(DataTypes.TEXT), "{'b','a'}", "[\"b\",\"a\"]", "[\"b\",\"a\"]"),
        Arguments.of(
            DataTypes.frozenListOf(ints), "[[1],[],[2,3]]", "[[1],[],[2,3]]", "[[1],[],[2,3]]"),
        Arguments.of(
            DataTypes.frozenMapOf(DataTypes.TEXT, ints), "{'a':[1]}", "{\"a\":[1]}", "{\"a\":[1]}"),
        Arguments.of(
            DataTypes.frozenMapOf(DataTypes.DATE, DataTypes.INT),
            "{'2026-01-31':1}",
            "{\"2026-01-31\":1}",
            "{\"2026-01-31\":1}"),
        Arguments.of(
            DataTypes.frozenMapOf(DataTypes.INT, DataTypes.TEXT),
            "{1:'a'}",
            "[[1,\"a\"]]",
            "[[1,\"a\"]]"),
        Arguments.of(DataTypes.frozenMapOf(DataTypes.INT, DataTypes.TEXT), "{}", "[]", "[]"),
        Arguments.of(
            DataTypes.frozenMapOf(pair, DataTypes.INT),
            "{(1,'a'):2}",
            "[[[1,\"a\"],2]]",
            "[[{\"field_0\":1,\"field_1\":\"a\"},2]]"),
        Arguments.of(
            DataTypes.frozenMapOf(DataTypes.BLOB, DataTypes.BLOB),
            "{0x01:0x02}",
            "[[\"AQ==\",\"Ag==\"]]",
            "[[\"AQ==\",\"Ag==\"]]"),
        Arguments.of(pair, "(1,'a')", "[1,\"a\"]", "{\"field_0\":1,\"field_1\":\"a\"}"),
        Arguments.of(pair, "(1,NULL)", "[1,null]", "{\"field_0\":1,\"field_1\":null}"),
        Arguments.of(
            ADDRESS,
            "{street:'Hof',zip:8050}",
            "{\"street\":\"Hof\",\"zip\":8050}",
            "{\"street\":\"Hof\",\"zip\":8050}"),
        Arguments.of(
            ADDRESS, "{zip:1}", "{\"street\":null,\"zip\":1}", "{\"street\":null,\"zip\":1}"),
        Arguments.of(
            DataTypes.frozenSetOf(ADDRESS),
            "{{street:'Hof',zip:8050}}",
            "[{\"street\":\"Hof\",\"zip\":8050}]",
            "[{\"street\":\"Hof\",\"zip\":8050}]"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueInJsonWithoutSchemas(DataType type, String cql, String json) {
    assertThat(plain(type, Encoded.literal(type, cql))).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueWithASchema(DataType type, String cql, String plain, String json) {
    assertThat(struct(type, Encoded.literal(type, cql))).isEqualTo(json);
  }

  static Stream<Arguments> vectors() {
    DataType floats = DataTypes.vectorOf(DataTypes.FLOAT, 2);
    return Stream.of(
        Arguments.of(floats, CqlVector.newInstance(1.5f, 2f), "[1.5,2.0]"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.TEXT, 2), CqlVector.newInstance("a", ""), "[\"a\",\"\"]"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.TIMESTAMP, 1),
            CqlVector.newInstance(Instant.EPOCH),
            "[\"1970-01-01T00:00:00.000Z\"]"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.frozenListOf(DataTypes.INT), 2),
            CqlVector.newInstance(List.of(List.of(1), List.of(2, 3))),
            "[[1],[2,3]]"),
        Arguments.of(
            DataTypes.vectorOf(floats, 1),
            CqlVector.newInstance(List.of(CqlVector.newInstance(1f, 2f))),
            "[[1.0,2.0]]"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vectorsAreArrays(DataType type, CqlVector<?> vector, String json) {
    assertThat(plain(type, Encoded.of(type, vector))).isEqualTo(json);
    assertThat(struct(type, Encoded.of(type, vector))).isEqualTo(json);
  }

  @Test
  void aFieldThatWasAddedToATypeLaterIsNull() {
    DataType pair = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);
    ByteString one = Encoded.literal(DataTypes.tupleOf(DataTypes.INT), "(1)");

    assertThat(plain(pair, one)).isEqualTo("[1,null]");
    assertThat(plain(ADDRESS, ByteString.EMPTY)).isEqualTo("{\"street\":null,\"zip\":null}");
  }

  @Test
  void aCollectionOfNoBytesIsEmpty() {
    assertThat(plain(DataTypes.frozenListOf(DataTypes.INT), ByteString.EMPTY)).isEqualTo("[]");
    assertThat(plain(DataTypes.frozenMapOf(DataTypes.TEXT, DataTypes.INT), ByteString.EMPTY))
        .isEqualTo("{}");
  }

  @Test
  void aCollectionThatClaimsMoreThanItHoldsIsRefusedBeforeMemoryIsTaken() {
    ByteString claim = Encoded.of(DataTypes.INT, Integer.MAX_VALUE);
    DataType ints = DataTypes.frozenListOf(DataTypes.INT);
    ByteString nested =
        Encoded.of(DataTypes.INT, 1).concat(Encoded.of(DataTypes.INT, 4)).concat(claim);

    for (DataType type :
        Arrays.asList(
            ints,
            DataTypes.frozenSetOf(DataTypes.INT),
            DataTypes.frozenMapOf(DataTypes.INT, DataTypes.INT))) {
      assertThatThrownBy(() -> plain(type, claim))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2147483647 elements");
    }
    assertThatThrownBy(() -> plain(DataTypes.frozenListOf(ints), nested))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2147483647 elements");
  }

  @Test
  void tuplesOfDifferentTypesHaveDifferentSchemaNames() {
    Schema one = reader(DataTypes.tupleOf(DataTypes.INT)).schema();
    Schema other = reader(DataTypes.tupleOf(DataTypes.TEXT)).schema();

    assertThat(one.name()).isEqualTo("tuple_int_");
    assertThat(other.name()).isEqualTo("tuple_text_");
  }

  @Test
  void aTypeOfAQuotedNameHasASchemaThatAvroCanName() {
    UserDefinedType quoted =
        new UserDefinedTypeBuilder(
                CqlIdentifier.fromInternal("1ks"), CqlIdentifier.fromInternal("my type"))
            .withField(CqlIdentifier.fromInternal("a"), DataTypes.INT)
            .frozen()
            .build();

    assertThat(reader(quoted).schema().name()).isEqualTo("_1ks.my_type");
    assertThat(struct(quoted, Encoded.literal(quoted, "{a:1}"))).isEqualTo("{\"a\":1}");
  }

  private static ValueReader<?> reader(DataType type) {
    return new ValueReaders(true).of(type);
  }

  private static String plain(DataType type, ByteString bytes) {
    Object value = new ValueReaders(false).of(type).read(bytes);
    return Formats.json(Formats.plain(false), null, value);
  }

  private static String struct(DataType type, ByteString bytes) {
    Schema schema = reader(type).schema();
    Object value = reader(type).read(bytes);
    ConnectSchema.validateValue(schema, value);
    return Formats.json(Formats.structs(), schema, value);
  }
}
