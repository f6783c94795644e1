package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * Reads values of one CQL type, as Kafka Connect takes them.
 *
 * @param <T> what the driver's codec makes of a value
 */
final class ValueReader<T> {
  private final Schema schema;
  private final Function<ByteBuffer, T> codec;
  private final Function<T, ?> mapping;

  /**
   * A reader.
   *
   * @param schema of what is read, optional
   * @param codec gives null for null; throws a RuntimeException for what is no value of the type
   * @param mapping from the driver's value, never null, to Connect's
   */
  ValueReader(Schema schema, Function<ByteBuffer, T> codec, Function<T, ?> mapping) {
    this.schema = schema;
    this.codec = codec;
    this.mapping = mapping;
  }

  Schema schema() {
    return schema;
  }

  /**
   * The value, or null for null and for what the driver reads as null.
   *
   * @throws RuntimeException if the bytes are no value of the type
   */
  Object read(ByteBuffer bytes) {
    return map(codec.apply(bytes));
  }

  Object read(ByteString bytes) {
    return read(bytes == null ? null : bytes.asReadOnlyByteBuffer());
  }

  /** The value, where the driver decoded it as part of a greater one. */
  Object map(T decoded) {
    return decoded == null ? null : mapping.apply(decoded);
  }
}
