package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.sluice.event.Value;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The readers of the types that are not made of others, as {@link Value}s. Texts, blobs, varints
 * and addresses are to Protobuf the bytes that they are to CQL, and are not decoded.
 */
final class ProtobufScalars {
  private static final Function<ByteBuffer, InetAddress> ADDRESS =
      ScalarReaders.codec(DataTypes.INET);

  private static final ProtobufReader<?> BYTES =
      ProtobufReader.ofText(ProtobufScalars::bytes, Value.Builder::setBytesValue);

  // Protobuf's own check refuses a text that is not UTF-8.
  private static final ProtobufReader<?> TEXT =
      ProtobufReader.ofText(ProtobufScalars::bytes, Value.Builder::setStringValueBytes);

  private static final ImmutableMap<DataType, ProtobufReader<?>> NATIVES =
      ImmutableMap.<DataType, ProtobufReader<?>>builder()
          .put(DataTypes.BOOLEAN, decoded(DataTypes.BOOLEAN, Value.Builder::setBoolValue))
          .put(DataTypes.TINYINT, integer(DataTypes.TINYINT))
          .put(DataTypes.SMALLINT, integer(DataTypes.SMALLINT))
          .put(DataTypes.INT, integer(DataTypes.INT))
          .put(DataTypes.BIGINT, integer(DataTypes.BIGINT))
          .put(DataTypes.COUNTER, integer(DataTypes.COUNTER))
          .put(DataTypes.FLOAT, decoded(DataTypes.FLOAT, Value.Builder::setFloatValue))
          .put(DataTypes.DOUBLE, decoded(DataTypes.DOUBLE, Value.Builder::setDoubleValue))
          .put(DataTypes.ASCII, TEXT)
          .put(DataTypes.TEXT, TEXT)
          .put(DataTypes.BLOB, BYTES)
          .put(
              DataTypes.VARINT,
              ProtobufReader.of(ProtobufScalars::bytes, Value.Builder::setVarintValue))
          .put(DataTypes.DECIMAL, decoded(DataTypes.DECIMAL, ProtobufScalars::setDecimal))
          .put(DataTypes.UUID, decoded(DataTypes.UUID, ProtobufScalars::setUuid))
          .put(DataTypes.TIMEUUID, decoded(DataTypes.TIMEUUID, ProtobufScalars::setUuid))
          .put(
              DataTypes.INET,
              ProtobufReader.of(ProtobufScalars::address, Value.Builder::setInetValue))
          .put(
              DataTypes.TIMESTAMP,
              ProtobufScalars.<Instant>decoded(
                  DataTypes.TIMESTAMP,
                  (value, instant) -> value.setTimestampValue(instant.toEpochMilli())))
          .put(
              DataTypes.DATE,
              ProtobufScalars.<LocalDate>decoded(
                  DataTypes.DATE,
                  (value, date) -> value.setDateValue(Math.toIntExact(date.toEpochDay()))))
          .put(
              DataTypes.TIME,
              ProtobufScalars.<LocalTime>decoded(
                  DataTypes.TIME, (value, time) -> value.setTimeValue(time.toNanoOfDay())))
          .put(DataTypes.DURATION, decoded(DataTypes.DURATION, ProtobufScalars::setDuration))
          .buildOrThrow();

  private ProtobufScalars() {}

  /** The reader of a native type, and one that gives the bytes of any other. */
  static ProtobufReader<?> of(DataType type) {
    return NATIVES.getOrDefault(type, BYTES);
  }

  /** 16 bytes. */
  static ByteString bytes(UUID uuid) {
    return bytes(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** 16 bytes, those of {@code high} first. */
  static ByteString bytes(long high, long low) {
    return bytes(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).flip());
  }

  /** Not a copy: it is serialized before anyone could write to them. */
  private static ByteString bytes(ByteBuffer bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private static <T> ProtobufReader<T> decoded(DataType type, BiConsumer<Value.Builder, T> setter) {
    return ProtobufReader.of(ScalarReaders.codec(type), setter);
  }

  private static ProtobufReader<Number> integer(DataType type) {
    return decoded(type, (value, number) -> value.setIntValue(number.longValue()));
  }

  private static void setDecimal(Value.Builder value, BigDecimal decimal) {
    value
        .getDecimalValueBuilder()
        .setUnscaled(ByteString.copyFrom(decimal.unscaledValue().toByteArray()))
        .setScale(decimal.scale());
  }

  private static void setUuid(Value.Builder value, UUID uuid) {
    value.setUuidValue(bytes(uuid));
  }

  /** The codec only checks it: it would make an IPv4 address of an IPv6 one that stands for one. */
  private static ByteString address(ByteBuffer bytes) {
    Objects.requireNonNull(ADDRESS.apply(bytes.duplicate()));
    return bytes(bytes);
  }

  private static void setDuration(Value.Builder value, CqlDuration duration) {
    value
        .getDurationValueBuilder()
        .setMonths(duration.getMonths())
        .setDays(duration.getDays())
        .setNanos(duration.getNanoseconds());
  }
}
