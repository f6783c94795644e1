package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;

/**
 * Adds the bytes of a value, as Cassandra has them, where those do not follow from what is shown of
 * it: see {@link Canonical}. So no two values look the same.
 */
final class RawValues {
  static final Schema SCHEMA = Schema.OPTIONAL_BYTES_SCHEMA;

  private final Predicate<ByteBuffer> canonical;

  RawValues(DataType type) {
    canonical = Canonical.of(type);
  }

  /**
   * Sets the field to the bytes if they are needed. Null, which is shown as null, never needs them.
   *
   * @param bytes of which a {@link ValueReader} has made a value
   */
  void read(String field, ByteString bytes, ObjectShape.Draft into) {
    if (needed(bytes)) {
      into.set(field, bytes.toByteArray());
    }
  }

  boolean needed(ByteString bytes) {
    return bytes != null && !canonical.test(bytes.asReadOnlyByteBuffer());
  }
}
