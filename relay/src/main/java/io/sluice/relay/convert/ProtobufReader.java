package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.event.Value;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads values of one CQL type as {@link Value}s.
 *
 * @param <T> what is decoded of a value, by the driver's codec where the bytes are not taken as
 *     they are
 */
final class ProtobufReader<T> {
  private static final Value NULL = Value.newBuilder().setNullValue(true).build();
  private static final Value EMPTY = Value.newBuilder().setEmptyValue(true).build();

  private final Function<ByteBuffer, T> codec;
  private final BiConsumer<Value.Builder, T> setter;
  private final boolean text;

  private ProtobufReader(
      Function<ByteBuffer, T> codec, BiConsumer<Value.Builder, T> setter, boolean text) {
    this.codec = codec;
    this.setter = setter;
    this.text = text;
  }

  /**
   * Of a type whose values have bytes, so that one of no bytes is the empty value.
   *
   * @param codec throws a RuntimeException for what is no value of the type
   */
  static <T> ProtobufReader<T> of(
      Function<ByteBuffer, T> codec, BiConsumer<Value.Builder, T> setter) {
    return new ProtobufReader<>(codec, setter, false);
  }

  /** Of a type of which no bytes are a value like any other. */
  static <T> ProtobufReader<T> ofText(
      Function<ByteBuffer, T> codec, BiConsumer<Value.Builder, T> setter) {
    return new ProtobufReader<>(codec, setter, true);
  }

  /**
   * The value; the null value for null.
   *
   * @throws RuntimeException if the bytes are no value of the type
   */
  Value read(ByteBuffer bytes) {
    if (bytes == null) {
      return NULL;
    }
    return bytes.hasRemaining() || text ? value(codec.apply(bytes)) : EMPTY;
  }

  Value read(ByteString bytes) {
    return read(bytes == null ? null : bytes.asReadOnlyByteBuffer());
  }

  /** The value, where the driver decoded it as part of a greater one. */
  Value value(T decoded) {
    Value.Builder value = Value.newBuilder();
    setter.accept(value, decoded);
    return value.build();
  }
}
