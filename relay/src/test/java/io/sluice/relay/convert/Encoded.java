package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.google.protobuf.ByteString;

/** Values for tests, as Cassandra serializes them. */
final class Encoded {
  private Encoded() {}

  static ByteString of(DataType type, Object value) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    return ByteString.copyFrom(codec.encode(value, ProtocolVersion.DEFAULT));
  }

  /** A value as a CQL literal. */
  static ByteString literal(DataType type, String cql) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    return of(type, codec.parse(cql));
  }
}
