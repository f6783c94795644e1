package io.sluice.relay.convert;

import static io.sluice.relay.convert.ValueReadersTest.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import io.sluice.event.Value;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type, through the generated parser. */
class ProtobufReadersTest {
  private static final DataType CUSTOM = DataTypes.custom("org.apache.cassandra.db.marshal.Odd");

  static Stream<Arguments> scalars() {
    return Stream.of(
        Arguments.of(DataTypes.BOOLEAN, "true", "bool_value: true"),
        Arguments.of(DataTypes.BOOLEAN, "false", "bool_value: false"),
        Arguments.of(DataTypes.TINYINT, "-128", "int_value: -128"),
        Arguments.of(DataTypes.SMALLINT, "-32768", "int_value: -32768"),
        Arguments.of(DataTypes.INT, "0", "int_value: 0"),
        Arguments.of(DataTypes.BIGINT, "-9223372036854775808", "int_value: -9223372036854775808"),
        Arguments.of(DataTypes.COUNTER, "-3", "int_value: -3"),
        Arguments.of(DataTypes.FLOAT, "1.5", "float_value: 1.5"),
        Arguments.of(DataTypes.FLOAT, "NaN", "float_value: NaN"),
        Arguments.of(DataTypes.DOUBLE, "-0.0", "double_value: -0.0"),
        Arguments.of(DataTypes.ASCII, "'a'", "string_value: \"a\""),
        Arguments.of(DataTypes.TEXT, "'Zürich'", "string_value: \"Zürich\""),
        Arguments.of(DataTypes.TEXT, "''", "string_value: \"\""),
        Arguments.of(DataTypes.BLOB, "0x0102", "bytes_value: \"\\001\\002\""),
        Arguments.of(DataTypes.BLOB, "0x", "bytes_value: \"\""),
        Arguments.of(DataTypes.VARINT, "-129", "varint_value: \"\\377\\177\""),
        Arguments.of(
            DataTypes.DECIMAL, "1.50", "decimal_value { unscaled: \"\\000\\226\" scale: 2 }"),
        Arguments.of(
            DataTypes.UUID,
            "550e8400-e29b-41d4-a716-446655440000",
            "uuid_value: \"U\\016\\204\\000\\342\\233A\\324\\247\\026DfUD\\000\\000\""),
        Arguments.of(
            DataTypes.TIMEUUID,
            "550e8400-e29b-11d4-a716-446655440000",
            "uuid_value: \"U\\016\\204\\000\\342\\233\\021\\324\\247\\026DfUD\\000\\000\""),
        Arguments.of(DataTypes.INET, "'10.1.2.3'", "inet_value: \"\\n\\001\\002\\003\""),
        Arguments.of(
            DataTypes.INET,
            "'2001:db8::1'",
            "inet_value: \" \\001\\r\\270" + "\\000".repeat(11) + "\\001\""),
        Arguments.of(DataTypes.TIMESTAMP, "'1969-12-31T23:59:59.999Z'", "timestamp_value: -1"),
        Arguments.of(DataTypes.DATE, "'1969-12-31'", "date_value: -1"),
        Arguments.of(DataTypes.TIME, "'00:00:01.000000002'", "time_value: 1000000002"),
        Arguments.of(
            DataTypes.DURATION,
            "1mo2d3h",
            "duration_value { months: 1 days: 2 nanos: 10800000000000 }"),
        Arguments.of(DataTypes.DURATION, "-1d", "duration_value { days: -1 }"));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void aScalar(DataType type, String cql, String value) throws Exception {
    assertThat(text(type, Encoded.literal(type, cql))).isEqualTo(value);
  }

  static Stream<Arguments> nested() {
    DataType ints = DataTypes.frozenListOf(DataTypes.INT);
    DataType pair = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);
    return Stream.of(
        Arguments.of(
            ints, "[1,2]", "list_value { values { int_value: 1 } values { int_value: 2 } }"),
        Arguments.of(ints, "[]", "list_value { }"),
        Arguments.of(
            DataTypes.frozenListOf(ints),
            "[[1],[]]",
            "list_value { values { list_value { values { int_value: 1 } } }"
                + " values { list_value { } } }"),
        Arguments.of(
            DataTypes.frozenSetOf(DataTypes.TEXT),
            "{'b','a'}",
            "set_value { values { string_value: \"b\" } values { string_value: \"a\" } }"),
        Arguments.of(
            DataTypes.frozenMapOf(pair, DataTypes.DATE),
            "{(1,'a'):'1970-01-02'}",
            "map_value { entries { key { tuple_value { values { int_value: 1 }"
                + " values { string_value: \"a\" } } } value { date_value: 1 } } }"),
        Arguments.of(
            pair,
            "(1,NULL)",
            "tuple_value { values { int_value: 1 } values { null_value: true } }"),
        Arguments.of(
            ADDRESS,
            "{street:'Hof',zip:8050}",
            "udt_value { fields { name: \"street\" value { string_value: \"Hof\" } }"
                + " fields { name: \"zip\" value { int_value: 8050 } } }"),
        Arguments.of(
            ADDRESS, "{zip:1}", "udt_value { fields { name: \"zip\" value { int_value: 1 } } }"),
        Arguments.of(
            DataTypes.frozenSetOf(ADDRESS),
            "{{street:'Hof'}}",
            "set_value { values { udt_value { fields { name: \"street\""
                + " value { string_value: \"Hof\" } } } } }"));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aNestedValue(DataType type, String cql, String value) throws Exception {
    assertThat(text(type, Encoded.literal(type, cql))).isEqualTo(value);
  }

  static Stream<Arguments> vectors() {
    DataType floats = DataTypes.vectorOf(DataTypes.FLOAT, 2);
    return Stream.of(
        Arguments.of(
            floats,
            CqlVector.newInstance(1.5f, 2f),
            "vector_value { values { float_value: 1.5 } values { float_value: 2.0 } }"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.TEXT, 2),
            CqlVector.newInstance("a", ""),
            "vector_value { values { string_value: \"a\" } values { string_value: \"\" } }"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.VARINT, 1),
            CqlVector.newInstance(BigInteger.ONE),
            "vector_value { values { varint_value: \"\\001\" } }"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.frozenListOf(DataTypes.INT), 1),
            CqlVector.newInstance(List.of(List.of(1))),
            "vector_value { values { list_value { values { int_value: 1 } } } }"),
        Arguments.of(
            DataTypes.vectorOf(floats, 1),
            CqlVector.newInstance(List.of(CqlVector.newInstance(1f, 2f))),
            "vector_value { values { vector_value { values { float_value: 1.0 }"
                + " values { float_value: 2.0 } } } }"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aVector(DataType type, CqlVector<?> vector, String value) throws Exception {
    assertThat(text(type, Encoded.of(type, vector))).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void everyScalarCanBeTheElementOfAVector(DataType type, String cql, String value)
      throws Exception {
    if (type == DataTypes.COUNTER) {
      return;
    }
    DataType vector = DataTypes.vectorOf(type, 1);
    ByteString bytes = Encoded.literal(vector, "[" + cql + "]");

    assertThat(text(vector, bytes)).isEqualTo("vector_value { values { " + value + " } }");
  }

  @Test
  void nullEmptyAndTextOfNoBytesDiffer() throws Exception {
    assertThat(text(DataTypes.INT, null)).isEqualTo("null_value: true");
    assertThat(text(DataTypes.INT, ByteString.EMPTY)).isEqualTo("empty_value: true");
    assertThat(text(DataTypes.VARINT, ByteString.EMPTY)).isEqualTo("empty_value: true");
    assertThat(text(DataTypes.TEXT, ByteString.EMPTY)).isEqualTo("string_value: \"\"");
    assertThat(text(CUSTOM, ByteString.EMPTY)).isEqualTo("bytes_value: \"\"");
  }

  @Test
  void anAddressIsNotMadeAnother() throws Exception {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};

    assertThat(parsed(DataTypes.INET, ByteString.copyFrom(mapped)).getInetValue().toByteArray())
        .isEqualTo(mapped);
  }

  @Test
  void aVarintOfFortyDigits() throws Exception {
    BigInteger digits = new BigInteger("-1234567890123456789012345678901234567890");
    Value value = parsed(DataTypes.VARINT, Encoded.of(DataTypes.VARINT, digits));

    assertThat(new BigInteger(value.getVarintValue().toByteArray())).isEqualTo(digits);
  }

  static Stream<Arguments> foreignBytes() {
    return Stream.of(
        Arguments.of(DataTypes.INT, 3),
        Arguments.of(DataTypes.UUID, 15),
        Arguments.of(DataTypes.INET, 5),
        Arguments.of(DataTypes.TEXT, 1),
        Arguments.of(DataTypes.DECIMAL, 3));
  }

  @ParameterizedTest
  @MethodSource("foreignBytes")
  void bytesThatAreNoValueAreRefused(DataType type, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xFF);

    assertThatThrownBy(() -> ProtobufReaders.of(type).read(ByteString.copyFrom(bytes)))
        .isInstanceOf(RuntimeException.class);
  }

  private static Value parsed(DataType type, ByteString bytes) throws Exception {
    return Value.parseFrom(ProtobufReaders.of(type).read(bytes).toByteArray());
  }

  private static String text(DataType type, ByteString bytes) throws Exception {
    return TextFormat.printer()
        .escapingNonAscii(false)
        .emittingSingleLine(true)
        .printToString(parsed(type, bytes));
  }
}
