package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DebeziumTypesTest {
  private static final ValueReaders READERS = new ValueReaders(true, DebeziumTypes.NOTATION);

  static Stream<Arguments> values() {
    DataType pair = DataTypes.tupleOf(DataTypes.INT, DataTypes.DATE);
    String uuid = "550e8400-e29b-41d4-a716-446655440000";
    String timeuuid = "c4b54ee0-9a5c-11ee-b9d1-0242ac120002";
    String digits = "1234567890123456789012345678901234567890";
    return Stream.of(
        Arguments.of(DataTypes.BOOLEAN, "true", "BOOLEAN", "true"),
        Arguments.of(DataTypes.TINYINT, "-1", "INT8", "-1"),
        Arguments.of(DataTypes.SMALLINT, "-1", "INT16", "-1"),
        Arguments.of(DataTypes.INT, "-1", "INT32", "-1"),
        Arguments.of(DataTypes.BIGINT, "-1", "INT64", "-1"),
        Arguments.of(DataTypes.COUNTER, "-1", "INT64", "-1"),
        Arguments.of(DataTypes.FLOAT, "1.5", "FLOAT32", "1.5"),
        Arguments.of(DataTypes.DOUBLE, "1.5", "FLOAT64", "1.5"),
        Arguments.of(DataTypes.ASCII, "'a'", "STRING", "\"a\""),
        Arguments.of(DataTypes.TEXT, "'ä'", "STRING", "\"ä\""),
        Arguments.of(DataTypes.BLOB, "0x0102", "BYTES", "\"AQI=\""),
        Arguments.of(DataTypes.VARINT, digits, "STRING", "\"" + digits + "\""),
        Arguments.of(DataTypes.DECIMAL, "1.50", "STRING", "\"1.50\""),
        Arguments.of(DataTypes.UUID, uuid, "STRING io.debezium.data.Uuid", "\"" + uuid + "\""),
        Arguments.of(
            DataTypes.TIMEUUID, timeuuid, "STRING io.debezium.data.Uuid", "\"" + timeuuid + "\""),
        Arguments.of(DataTypes.INET, "'10.1.2.3'", "STRING", "\"/10.1.2.3\""),
        Arguments.of(DataTypes.INET, "'2001:db8::1'", "STRING", "\"/2001:db8:0:0:0:0:0:1\""),
        Arguments.of(
            DataTypes.TIMESTAMP,
            "'2026-01-31T12:00:00.123Z'",
            "INT64 io.debezium.time.Timestamp",
            "1769860800123"),
        Arguments.of(DataTypes.DATE, "'2026-01-31'", "INT32 io.debezium.time.Date", "20484"),
        Arguments.of(DataTypes.DATE, "'1969-12-31'", "INT32 io.debezium.time.Date", "-1"),
        Arguments.of(DataTypes.TIME, "'00:00:01.000000002'", "INT64", "1000000002"),
        Arguments.of(
            DataTypes.DURATION,
            "1mo2d3h",
            "INT64 io.debezium.time.NanoDuration",
            Long.toString((32L * 24 + 3) * 3600 * 1_000_000_000)),
        Arguments.of(DataTypes.DURATION, "-5ns", "INT64 io.debezium.time.NanoDuration", "-5"),
        Arguments.of(
            DataTypes.frozenListOf(DataTypes.TIMESTAMP),
            "['1970-01-01T00:00:00.001Z']",
            "ARRAY",
            "[1]"),
        Arguments.of(DataTypes.frozenSetOf(DataTypes.DATE), "{'1970-01-02'}", "ARRAY", "[1]"),
        Arguments.of(
            DataTypes.frozenMapOf(DataTypes.UUID, DataTypes.INET),
            "{" + uuid + ":'10.1.2.3'}",
            "MAP",
            "{\"" + uuid + "\":\"/10.1.2.3\"}"),
        Arguments.of(
            DataTypes.frozenMapOf(DataTypes.DATE, DataTypes.INT),
            "{'1970-01-02':3}",
            "MAP map_io_debezium_time_Date_int32",
            "[[1,3]]"),
        Arguments.of(
            pair, "(1,'1970-01-02')", "STRUCT tuple_int_date_", "{\"field1\":1,\"field2\":1}"),
        Arguments.of(
            ValueReadersTest.ADDRESS,
            "{street:'Hof'}",
            "STRUCT ks.address",
            "{\"street\":\"Hof\",\"zip\":null}"),
        Arguments.of(DataTypes.vectorOf(DataTypes.FLOAT, 2), "[1.5,2.5]", "ARRAY", "[1.5,2.5]"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreWrittenAsDebeziumWritesThem(DataType type, String cql, String schema, String json) {
    ValueReader<?> reader = READERS.of(type);
    Object value = reader.read(Encoded.literal(type, cql));

    assertThat(described(reader.schema())).isEqualTo(schema);
    assertThat(reader.schema().isOptional()).isTrue();
    assertThat(Formats.json(Formats.structs(), reader.schema(), value)).isEqualTo(json);
  }

  private static String described(Schema schema) {
    return schema.name() == null ? schema.type().name() : schema.type() + " " + schema.name();
  }

  @Test
  void aDurationThatNoNumberOfNanosecondsCanBeIsRefused() {
    ValueReader<?> reader = READERS.of(DataTypes.DURATION);
    CqlDuration years = CqlDuration.newInstance(300 * 12, 0, 0);

    assertThatThrownBy(() -> reader.read(Encoded.of(DataTypes.DURATION, years)))
        .isInstanceOf(ArithmeticException.class);
  }
}
