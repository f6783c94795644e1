package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Column;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarshalTypeTest {
  private static final String UUID = "550e8400-e29b-41d4-a716-446655440000";

  static Stream<Arguments> values() {
    DataType ints = DataTypes.frozenListOf(DataTypes.INT);
    DataType ofInts = DataTypes.frozenMapOf(DataTypes.TEXT, ints);
    String hexInts = "000000010000000400000007";
    return Stream.of(
        Arguments.of(DataTypes.ASCII, "'a'", "AsciiType", "a"),
        Arguments.of(DataTypes.TEXT, "'it''s'", "UTF8Type", "it's"),
        Arguments.of(DataTypes.BLOB, "0x0aff", "BytesType", "0aff"),
        Arguments.of(DataTypes.BOOLEAN, "true", "BooleanType", "true"),
        Arguments.of(DataTypes.TINYINT, "-1", "ByteType", "-1"),
        Arguments.of(DataTypes.SMALLINT, "-1", "ShortType", "-1"),
        Arguments.of(DataTypes.INT, "-1", "Int32Type", "-1"),
        Arguments.of(DataTypes.BIGINT, "-1", "LongType", "-1"),
        Arguments.of(DataTypes.VARINT, "-1", "IntegerType", "-1"),
        Arguments.of(DataTypes.DECIMAL, "1.50", "DecimalType", "1.50"),
        Arguments.of(DataTypes.FLOAT, "1.5", "FloatType", "1.5"),
        Arguments.of(DataTypes.DOUBLE, "1.5", "DoubleType", "1.5"),
        Arguments.of(DataTypes.UUID, UUID, "UUIDType", UUID),
        Arguments.of(DataTypes.INET, "'10.1.2.3'", "InetAddressType", "10.1.2.3"),
        Arguments.of(DataTypes.DATE, "'2026-01-31'", "SimpleDateType", "2026-01-31"),
        Arguments.of(DataTypes.TIME, "'12:00:00'", "TimeType", "12:00:00.000000000"),
        Arguments.of(
            DataTypes.TIMESTAMP,
            "'2026-01-31T12:00:00.123Z'",
            "TimestampType",
            "2026-01-31T12:00:00.123Z"),
        Arguments.of(ints, "[7]", "FrozenType(ListType(Int32Type))", hexInts),
        Arguments.of(
            ofInts,
            "{'a':[7]}",
            "FrozenType(MapType(UTF8Type,ListType(Int32Type)))",
            "00000001" + "0000000161" + "0000000c" + hexInts),
        Arguments.of(
            DataTypes.tupleOf(DataTypes.INT, DataTypes.frozenSetOf(DataTypes.INT)),
            "(7,NULL)",
            "TupleType(Int32Type,SetType(Int32Type))",
            "0000000400000007ffffffff"),
        Arguments.of(
            ValueReadersTest.ADDRESS,
            "{zip:7}",
            "FrozenType(UserType(ks,61646472657373,737472656574:UTF8Type,7a6970:Int32Type))",
            "ffffffff0000000400000007"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.FLOAT, 1),
            "[1.5]",
            "VectorType(FloatType , 1)",
            "3fc00000"),
        Arguments.of(DataTypes.custom("com.example.Own"), "0x01", "com.example.Own", "01"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void typesAreCassandrasOwn(DataType type, String cql, String name, String text) {
    MarshalType marshal = new MarshalType(column(type, false));

    assertThat(marshal.name().replace("org.apache.cassandra.db.marshal.", "")).isEqualTo(name);
    assertThat(marshal.text(Encoded.literal(type, cql))).isEqualTo(text);
  }

  @Test
  void aDescendingColumnIsReversed() {
    assertThat(new MarshalType(column(DataTypes.INT, true)).name())
        .isEqualTo(
            "org.apache.cassandra.db.marshal.ReversedType("
                + "org.apache.cassandra.db.marshal.Int32Type)");
  }

  @Test
  void whatIsNoValueIsText() {
    MarshalType type = new MarshalType(column(DataTypes.INT, false));

    assertThat(type.text(null)).isEqualTo("null");
    assertThat(type.text(ByteString.EMPTY)).isEmpty();
  }

  private static Column column(DataType type, boolean descending) {
    return new Column("c", Column.Kind.CLUSTERING, type, false, descending, 0);
  }
}
