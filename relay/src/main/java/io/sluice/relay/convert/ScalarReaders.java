package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** The readers of the types that are not made of others; see {@link ValueReaders}. */
final class ScalarReaders {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final DateTimeFormatter NANOSECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn");

  private static final char REPLACEMENT = '\uFFFD'; // of what is none of the charset

  private static final ImmutableMap<DataType, ValueReader<?>> NATIVES =
      ImmutableMap.<DataType, ValueReader<?>>builder()
          .put(DataTypes.BOOLEAN, asIs(DataTypes.BOOLEAN, Schema.OPTIONAL_BOOLEAN_SCHEMA))
          .put(DataTypes.TINYINT, asIs(DataTypes.TINYINT, Schema.OPTIONAL_INT8_SCHEMA))
          .put(DataTypes.SMALLINT, asIs(DataTypes.SMALLINT, Schema.OPTIONAL_INT16_SCHEMA))
          .put(DataTypes.INT, asIs(DataTypes.INT, Schema.OPTIONAL_INT32_SCHEMA))
          .put(DataTypes.BIGINT, asIs(DataTypes.BIGINT, Schema.OPTIONAL_INT64_SCHEMA))
          .put(DataTypes.COUNTER, asIs(DataTypes.COUNTER, Schema.OPTIONAL_INT64_SCHEMA))
          .put(DataTypes.FLOAT, asIs(DataTypes.FLOAT, Schema.OPTIONAL_FLOAT32_SCHEMA))
          .put(DataTypes.DOUBLE, asIs(DataTypes.DOUBLE, Schema.OPTIONAL_FLOAT64_SCHEMA))
          .put(DataTypes.ASCII, text(DataTypes.ASCII, StandardCharsets.US_ASCII))
          .put(DataTypes.TEXT, text(DataTypes.TEXT, StandardCharsets.UTF_8))
          .put(DataTypes.VARINT, asText(DataTypes.VARINT, Object::toString))
          .put(DataTypes.DECIMAL, asText(DataTypes.DECIMAL, Object::toString))
          .put(DataTypes.UUID, asText(DataTypes.UUID, Object::toString))
          .put(DataTypes.TIMEUUID, asText(DataTypes.TIMEUUID, Object::toString))
          .put(DataTypes.DURATION, asText(DataTypes.DURATION, Object::toString))
          .put(
              DataTypes.INET,
              ScalarReaders.<InetAddress>asText(DataTypes.INET, InetAddresses::toAddrString))
          .put(
              DataTypes.TIMESTAMP,
              ScalarReaders.<Instant>asText(DataTypes.TIMESTAMP, MILLISECONDS::format))
          .put(DataTypes.DATE, ScalarReaders.<LocalDate>asText(DataTypes.DATE, LocalDate::toString))
          .put(DataTypes.TIME, ScalarReaders.<LocalTime>asText(DataTypes.TIME, NANOSECONDS::format))
          .put(DataTypes.BLOB, asBytes(DataTypes.BLOB))
          .buildOrThrow();

  private ScalarReaders() {}

  /** The reader of a native type, and one that gives the bytes of any other. */
  static ValueReader<?> of(DataType type) {
    ValueReader<?> reader = NATIVES.get(type);
    return reader == null ? asBytes(type) : reader;
  }

  /** The driver's codec as a function that gives null for null. */
  static <T> Function<ByteBuffer, T> codec(DataType type) {
    TypeCodec<T> codec = CodecRegistry.DEFAULT.codecFor(type);
    return bytes -> bytes == null ? null : codec.decode(bytes, ProtocolVersion.DEFAULT);
  }

  private static ValueReader<Object> asIs(DataType type, Schema schema) {
    return new ValueReader<>(schema, codec(type), value -> value);
  }

  /** The JDK's decoder is faster than the codec, which throws where that puts in a sign. */
  private static ValueReader<String> text(DataType type, Charset charset) {
    Function<ByteBuffer, String> codec = codec(type);
    return new ValueReader<>(
        Schema.OPTIONAL_STRING_SCHEMA,
        bytes -> {
          if (bytes == null) {
            return null;
          }
          byte[] copy = new byte[bytes.remaining()];
          bytes.get(bytes.position(), copy);
          String text = new String(copy, charset);
          return text.indexOf(REPLACEMENT) < 0 ? text : codec.apply(bytes);
        },
        text -> text);
  }

  private static <T> ValueReader<T> asText(DataType type, Function<T, String> toText) {
    return new ValueReader<>(Schema.OPTIONAL_STRING_SCHEMA, codec(type), toText);
  }

  private static ValueReader<ByteBuffer> asBytes(DataType type) {
    return new ValueReader<>(Schema.OPTIONAL_BYTES_SCHEMA, codec(type), ScalarReaders::copy);
  }

  /** JsonConverter takes the whole array behind a buffer for its content. */
  private static ByteBuffer copy(ByteBuffer bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
    copy.put(bytes.duplicate()).flip();
    return copy;
  }
}
