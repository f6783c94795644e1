package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.ConnectSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarReadersTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(DataTypes.BOOLEAN, "true", "true"),
        Arguments.of(DataTypes.TINYINT, "-128", "-128"),
        Arguments.of(DataTypes.SMALLINT, "-32768", "-32768"),
        Arguments.of(DataTypes.INT, "-2147483648", "-2147483648"),
        Arguments.of(DataTypes.BIGINT, "-9223372036854775808", "-9223372036854775808"),
        Arguments.of(DataTypes.COUNTER, "-5", "-5"),
        Arguments.of(DataTypes.FLOAT, "1.25", "1.25"),
        Arguments.of(DataTypes.DOUBLE, "1.0E-300", "1.0E-300"),
        Arguments.of(DataTypes.DOUBLE, "NaN", "\"NaN\""),
        Arguments.of(DataTypes.ASCII, "'plain'", "\"plain\""),
        Arguments.of(DataTypes.TEXT, "'naïve \"€\"'", "\"naïve \\\"€\\\"\""),
        Arguments.of(DataTypes.TEXT, "''", "\"\""),
        Arguments.of(DataTypes.TEXT, "'a \ufffd of its own'", "\"a \ufffd of its own\""),
        Arguments.of(
            DataTypes.VARINT,
            "123456789012345678901234567890",
            "\"123456789012345678901234567890\""),
        Arguments.of(DataTypes.DECIMAL, "1.50", "\"1.50\""),
        Arguments.of(DataTypes.DECIMAL, "0.00000000000000000000000000001", "\"1E-29\""),
        Arguments.of(
            DataTypes.UUID,
            "550e8400-e29b-41d4-a716-446655440000",
            "\"550e8400-e29b-41d4-a716-446655440000\""),
        Arguments.of(
            DataTypes.TIMEUUID,
            "c4b54ee0-9a5c-11ee-b9d1-0242ac120002",
            "\"c4b54ee0-9a5c-11ee-b9d1-0242ac120002\""),
        Arguments.of(DataTypes.INET, "'10.1.2.3'", "\"10.1.2.3\""),
        Arguments.of(DataTypes.INET, "'2001:db8::1'", "\"2001:db8::1\""),
        Arguments.of(DataTypes.DATE, "'2026-01-31'", "\"2026-01-31\""),
        Arguments.of(DataTypes.TIME, "'12:03:04'", "\"12:03:04.000000000\""),
        Arguments.of(DataTypes.TIME, "'23:59:59.999999999'", "\"23:59:59.999999999\""),
        Arguments.of(DataTypes.DURATION, "1mo2d3h", "\"1mo2d3h\""),
        Arguments.of(DataTypes.DURATION, "-1y4us", "\"-1y4us\""),
        Arguments.of(DataTypes.BLOB, "0xcafe", "\"yv4=\""),
        Arguments.of(DataTypes.BLOB, "0x", "\"\""));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueInJson(DataType type, String cql, String json) {
    Object value = ScalarReaders.of(type).read(Encoded.literal(type, cql));

    assertThat(Formats.json(Formats.plain(false), null, value)).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueFitsItsSchema(DataType type, String cql) {
    ValueReader<?> reader = ScalarReaders.of(type);

    ConnectSchema.validateValue(reader.schema(), reader.read(Encoded.literal(type, cql)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void nullIsNull(DataType type) {
    assertThat(ScalarReaders.of(type).read((ByteString) null)).isNull();
  }

  @Test
  void timestampsAreInUtcAndHaveMilliseconds() {
    assertThat(timestamp(Instant.parse("2026-01-31T12:00:00Z").toEpochMilli()))
        .isEqualTo("2026-01-31T12:00:00.000Z");
    assertThat(timestamp(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
  }

  @Test
  void datesAndTimestampsBeyondTheYear9999HaveASign() {
    assertThat(timestamp(Long.MAX_VALUE)).isEqualTo("+292278994-08-17T07:12:55.807Z");
    assertThat(timestamp(Long.MIN_VALUE)).isEqualTo("-292275055-05-16T16:47:04.192Z");
    assertThat(date(0)).isEqualTo("-5877641-06-23");
    assertThat(date(-1)).isEqualTo("+5881580-07-11");
  }

  @Test
  void decimalsAreExactAndSmallWhateverTheirScale() {
    BigDecimal huge = new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE + 1);
    BigDecimal tiny = new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE);
    for (BigDecimal decimal : List.of(huge, tiny, new BigDecimal("-0.10"), BigDecimal.ZERO)) {
      Object read =
          ScalarReaders.of(DataTypes.DECIMAL).read(Encoded.of(DataTypes.DECIMAL, decimal));
      assertThat(new BigDecimal((String) read)).isEqualTo(decimal);
      assertThat((String) read).hasSizeLessThan(20);
    }
  }

  @Test
  void bytesAreCopiedSinceConvertersTakeTheArrayBehindABuffer() {
    ByteString slice = ByteString.copyFromUtf8("before value after").substring(7, 12);

    Object read = ScalarReaders.of(DataTypes.BLOB).read(slice);
    assertThat(Formats.json(Formats.plain(false), null, read)).isEqualTo("\"dmFsdWU=\"");
  }

  @Test
  void customTypesAreBytes() {
    DataType custom = DataTypes.custom("com.example.Odd");

    assertThat(ScalarReaders.of(custom).read(ByteString.copyFromUtf8("x")))
        .isEqualTo(ByteBuffer.wrap(new byte[] {'x'}));
  }

  @Test
  void aValueOfNoBytesIsNullExceptForTextAndBlobs() {
    for (DataType type :
        List.of(
            DataTypes.BOOLEAN,
            DataTypes.TINYINT,
            DataTypes.SMALLINT,
            DataTypes.INT,
            DataTypes.BIGINT,
            DataTypes.FLOAT,
            DataTypes.DOUBLE,
            DataTypes.VARINT,
            DataTypes.DECIMAL,
            DataTypes.UUID,
            DataTypes.TIMEUUID,
            DataTypes.INET,
            DataTypes.TIMESTAMP,
            DataTypes.DATE,
            DataTypes.TIME,
            DataTypes.DURATION)) {
      assertThat(ScalarReaders.of(type).read(ByteString.EMPTY)).as(type.toString()).isNull();
    }
    assertThat(ScalarReaders.of(DataTypes.TEXT).read(ByteString.EMPTY)).isEqualTo("");
    assertThat(ScalarReaders.of(DataTypes.BLOB).read(ByteString.EMPTY))
        .isEqualTo(ByteBuffer.allocate(0));
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThatThrownBy(
            () -> ScalarReaders.of(DataTypes.TIME).read(Encoded.of(DataTypes.BIGINT, -1L)))
        .isInstanceOf(DateTimeException.class);
  }

  @Test
  void ipv4AddressesInIpv6StayShort() throws Exception {
    InetAddress address = InetAddress.getByName("::ffff:10.1.2.3");

    assertThat(ScalarReaders.of(DataTypes.INET).read(Encoded.of(DataTypes.INET, address)))
        .isEqualTo("10.1.2.3");
  }

  private static Object timestamp(long millis) {
    return ScalarReaders.of(DataTypes.TIMESTAMP).read(Encoded.of(DataTypes.BIGINT, millis));
  }

  private static Object date(int days) {
    return ScalarReaders.of(DataTypes.DATE).read(Encoded.of(DataTypes.INT, days));
  }
}
