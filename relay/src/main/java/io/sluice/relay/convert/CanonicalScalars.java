package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/** {@link Canonical} of the types that are not made of others. */
final class CanonicalScalars {
  /** Of which no two values of different bytes are shown as one, but for the one of none. */
  private static final ImmutableSet<DataType> OF_FIXED_SIZE =
      ImmutableSet.of(
          DataTypes.TINYINT,
          DataTypes.SMALLINT,
          DataTypes.INT,
          DataTypes.BIGINT,
          DataTypes.COUNTER,
          DataTypes.UUID,
          DataTypes.TIMEUUID,
          DataTypes.TIMESTAMP,
          DataTypes.DATE,
          DataTypes.TIME);

  private static final ImmutableMap<DataType, Predicate<ByteBuffer>> OTHERS =
      ImmutableMap.<DataType, Predicate<ByteBuffer>>builder()
          .put(DataTypes.FLOAT, CanonicalScalars::isFloat)
          .put(DataTypes.DOUBLE, CanonicalScalars::isDouble)
          .put(DataTypes.BOOLEAN, encodedAgain(DataTypes.BOOLEAN))
          .put(DataTypes.VARINT, encodedAgain(DataTypes.VARINT))
          .put(DataTypes.DECIMAL, encodedAgain(DataTypes.DECIMAL))
          .put(DataTypes.INET, encodedAgain(DataTypes.INET))
          .put(DataTypes.DURATION, encodedAgain(DataTypes.DURATION))
          .buildOrThrow();

  private CanonicalScalars() {}

  /** Of a native type. Texts and blobs are shown as their bytes, and so is any other type. */
  static Predicate<ByteBuffer> of(DataType type) {
    return OF_FIXED_SIZE.contains(type)
        ? ByteBuffer::hasRemaining
        : OTHERS.getOrDefault(type, bytes -> true);
  }

  private static Predicate<ByteBuffer> encodedAgain(DataType type) {
    return encodedAgain(type, value -> true);
  }

  /**
   * Whether the driver's codec makes the same bytes of what it reads.
   *
   * @param inside whether what is inside of the value is as it should be
   */
  static <T> Predicate<ByteBuffer> encodedAgain(DataType type, Predicate<T> inside) {
    TypeCodec<T> codec = CodecRegistry.DEFAULT.codecFor(type);
    return bytes -> {
      T value = codec.decode(bytes.duplicate(), ProtocolVersion.DEFAULT);
      return value != null
          && inside.test(value)
          && bytes.equals(codec.encode(value, ProtocolVersion.DEFAULT));
    };
  }

  /** There are many bytes that are shown as NaN. */
  private static boolean isFloat(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return false;
    }
    int bits = bytes.getInt(bytes.position());
    return bits == Float.floatToIntBits(Float.intBitsToFloat(bits));
  }

  private static boolean isDouble(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return false;
    }
    long bits = bytes.getLong(bytes.position());
    return bits == Double.doubleToLongBits(Double.longBitsToDouble(bits));
  }
}
