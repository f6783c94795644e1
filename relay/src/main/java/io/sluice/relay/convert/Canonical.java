package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.GettableByIndex;
import com.datastax.oss.driver.api.core.type.ContainerType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Knows whether the bytes of a value are the ones that what a {@link ValueReader} shows of it
 * serializes to. Others are a value of no bytes, unless it is a text or a blob; an IPv4 address in
 * the 16 bytes of an IPv6 one; a number with zeros before it; a tuple without its last fields; and
 * any value that has such a part.
 *
 * <p>Fields of tuples and user-defined types may be null. Elements of collections and vectors are
 * never null to Cassandra, and so one that is shown as null is of no bytes.
 *
 * <p>The tests are for bytes of which a ValueReader has made a value.
 */
final class Canonical {
  private Canonical() {}

  static Predicate<ByteBuffer> of(DataType type) {
    if (type instanceof ListType list) {
      return elements(list.getElementType());
    } else if (type instanceof SetType set) {
      return elements(set.getElementType());
    } else if (type instanceof MapType map) {
      return entries(map);
    } else if (type instanceof TupleType tuple) {
      return fields(tuple, tuple.getComponentTypes());
    } else if (type instanceof UserDefinedType userDefined) {
      return fields(userDefined, userDefined.getFieldTypes());
    } else if (type instanceof VectorType vector) {
      return Parts.packed(vector) ? packed(vector) : vector(vector);
    }
    return CanonicalScalars.of(type);
  }

  private static Predicate<ByteBuffer> elements(DataType type) {
    Predicate<ByteBuffer> element = element(type);
    return CanonicalScalars.<List<ByteBuffer>>encodedAgain(
        DataTypes.listOf(DataTypes.BLOB), parts -> parts.stream().allMatch(element));
  }

  private static Predicate<ByteBuffer> entries(MapType type) {
    Predicate<ByteBuffer> key = element(type.getKeyType());
    Predicate<ByteBuffer> value = element(type.getValueType());
    return CanonicalScalars.<Map<ByteBuffer, ByteBuffer>>encodedAgain(
        DataTypes.mapOf(DataTypes.BLOB, DataTypes.BLOB),
        parts -> parts.keySet().stream().allMatch(key) && parts.values().stream().allMatch(value));
  }

  private static Predicate<ByteBuffer> element(DataType type) {
    Predicate<ByteBuffer> canonical = of(type);
    boolean emptyIsShownAsNull =
        !(type instanceof ContainerType
            || type instanceof TupleType
            || type instanceof UserDefinedType);
    return bytes ->
        bytes != null && ((emptyIsShownAsNull && !bytes.hasRemaining()) || canonical.test(bytes));
  }

  private static Predicate<ByteBuffer> fields(DataType type, List<DataType> types) {
    List<Predicate<ByteBuffer>> fields = types.stream().map(Canonical::of).toList();
    return CanonicalScalars.<GettableByIndex>encodedAgain(
        type,
        value ->
            IntStream.range(0, fields.size())
                .allMatch(i -> value.isNull(i) || fields.get(i).test(value.getBytesUnsafe(i))));
  }

  /** The codec keeps bits of a float that are not shown. */
  private static Predicate<ByteBuffer> packed(VectorType type) {
    Predicate<ByteBuffer> element = of(type.getElementType());
    return bytes -> {
      int size = bytes.remaining() / type.getDimensions();
      return IntStream.range(0, type.getDimensions())
          .allMatch(i -> element.test(bytes.slice(bytes.position() + i * size, size)));
    };
  }

  /** Sliced, since the codec writes the whole array behind a part, not the part. */
  private static Predicate<ByteBuffer> vector(VectorType type) {
    Predicate<ByteBuffer> element = element(type.getElementType());
    TypeCodec<CqlVector<ByteBuffer>> codec =
        CodecRegistry.DEFAULT.codecFor(DataTypes.vectorOf(DataTypes.BLOB, type.getDimensions()));
    return bytes -> {
      if (!bytes.hasRemaining()) {
        return false;
      }
      CqlVector<ByteBuffer> parts = codec.decode(bytes.duplicate(), ProtocolVersion.DEFAULT);
      List<ByteBuffer> slices = parts.stream().map(ByteBuffer::slice).toList();
      return slices.stream().allMatch(element)
          && bytes.equals(codec.encode(CqlVector.newInstance(slices), ProtocolVersion.DEFAULT));
    };
  }
}
