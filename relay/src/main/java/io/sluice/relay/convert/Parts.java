package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes a value that is made of others apart, one level: into its parts as blobs, which their own
 * readers then read. The driver's codecs do it.
 */
final class Parts {
  private Parts() {}

  /** Of a list or a set; as a list, which keeps the order of both. */
  static Function<ByteBuffer, List<ByteBuffer>> ofElements() {
    return ClaimedCount.guard(Integer.BYTES, ScalarReaders.codec(DataTypes.listOf(DataTypes.BLOB)));
  }

  /** Of a map, in its order. */
  static Function<ByteBuffer, Map<ByteBuffer, ByteBuffer>> ofEntries() {
    return ClaimedCount.guard(
        2 * Integer.BYTES, ScalarReaders.codec(DataTypes.mapOf(DataTypes.BLOB, DataTypes.BLOB)));
  }

  /** Of a vector that is not {@link #packed}. */
  static Function<ByteBuffer, CqlVector<ByteBuffer>> ofVector(int dimensions) {
    return ScalarReaders.codec(DataTypes.vectorOf(DataTypes.BLOB, dimensions));
  }

  /**
   * Whether the elements are of one size and stand bare, one behind the other: then only the codec
   * of the whole can part them.
   */
  static boolean packed(VectorType type) {
    return CodecRegistry.DEFAULT.codecFor(type.getElementType()).serializedSize().isPresent();
  }
}
