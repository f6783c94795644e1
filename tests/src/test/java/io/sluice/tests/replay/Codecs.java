package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The driver's codecs: values as CQL writes them, as objects and as bytes. */
final class Codecs {
  private static final ProtocolVersion PROTOCOL = ProtocolVersion.DEFAULT;

  private static final Pattern OF_BYTES = Pattern.compile("blobAs\\w+\\(0x([0-9a-f]*)\\)");
  private static final Pattern QUOTED_FIELD = Pattern.compile("\"(\\w+)\":");

  private Codecs() {}

  /** The bytes of a value as CQL writes it; null for NULL. */
  static ByteBuffer bytes(DataType type, String cql) {
    Matcher ofBytes = OF_BYTES.matcher(cql);
    return ofBytes.matches()
        ? ByteBuffer.wrap(HexFormat.of().parseHex(ofBytes.group(1)))
        : parsedBytes(type, cql);
  }

  private static ByteBuffer parsedBytes(DataType type, String cql) {
    return CodecRegistry.DEFAULT.codecFor(type).encode(parse(type, cql), PROTOCOL);
  }

  static ByteBuffer encode(DataType type, Object value) {
    return CodecRegistry.DEFAULT.codecFor(type).encode(value, PROTOCOL);
  }

  /** A value as CQL writes it; the driver takes names of fields literally, with their quotes. */
  static Object parse(DataType type, String cql) {
    String bare = QUOTED_FIELD.matcher(cql).replaceAll("$1:");
    return CodecRegistry.DEFAULT.codecFor(type).parse(bare);
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
