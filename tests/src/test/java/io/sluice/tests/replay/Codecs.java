package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.nio.ByteBuffer;

/** The driver's codecs: values as CQL writes them, as objects and as bytes. */
final class Codecs {
  private static final ProtocolVersion PROTOCOL = ProtocolVersion.DEFAULT;

  private Codecs() {}

  /** The bytes of a value as CQL writes it; null for NULL. */
  static ByteBuffer bytes(DataType type, String cql) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    return codec.encode(codec.parse(cql), PROTOCOL);
  }

  static Object parse(DataType type, String cql) {
    return CodecRegistry.DEFAULT.codecFor(type).parse(cql);
  }

  static Object decode(DataType type, ByteBuffer bytes) {
    return CodecRegistry.DEFAULT.codecFor(type).decode(bytes, PROTOCOL);
  }

  static <T> T decode(DataType type, GenericType<T> javaType, ByteBuffer bytes) {
    return CodecRegistry.DEFAULT.codecFor(type, javaType).decode(bytes, PROTOCOL);
  }

  /** A value as CQL writes it. */
  static String format(DataType type, Object value) {
    return CodecRegistry.DEFAULT.codecFor(type).format(value);
  }
}
