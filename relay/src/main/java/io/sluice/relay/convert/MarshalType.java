package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.CustomType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The type of a clustering column as Cassandra itself has it: a Java class, which also says how a
 * value is written as text. A blob is hexadecimal, a native type else like in CQL but without
 * quotes; what is made of other types is the hexadecimal of its bytes.
 */
final class MarshalType {
  private static final String PACKAGE = "org.apache.cassandra.db.marshal.";

  private static final ImmutableMap<DataType, String> NATIVES =
      ImmutableMap.<DataType, String>builder()
          .put(DataTypes.ASCII, "AsciiType")
          .put(DataTypes.BIGINT, "LongType")
          .put(DataTypes.BLOB, "BytesType")
          .put(DataTypes.BOOLEAN, "BooleanType")
          .put(DataTypes.DATE, "SimpleDateType")
          .put(DataTypes.DECIMAL, "DecimalType")
          .put(DataTypes.DOUBLE, "DoubleType")
          .put(DataTypes.DURATION, "DurationType")
          .put(DataTypes.FLOAT, "FloatType")
          .put(DataTypes.INET, "InetAddressType")
          .put(DataTypes.INT, "Int32Type")
          .put(DataTypes.SMALLINT, "ShortType")
          .put(DataTypes.TEXT, "UTF8Type")
          .put(DataTypes.TIME, "TimeType")
          .put(DataTypes.TIMESTAMP, "TimestampType")
          .put(DataTypes.TIMEUUID, "TimeUUIDType")
          .put(DataTypes.TINYINT, "ByteType")
          .put(DataTypes.UUID, "UUIDType")
          .put(DataTypes.VARINT, "IntegerType")
          .buildOrThrow();

  private final DataType type;
  private final String name;

  MarshalType(Column column) {
    type = column.type();
    String frozen = frozen(type) ? applied("FrozenType", Stream.of(of(type))) : of(type);
    name = column.descending() ? applied("ReversedType", Stream.of(frozen)) : frozen;
  }

  /** {@code org.apache.cassandra.db.marshal.ReversedType(org.apache….Int32Type)}. */
  String name() {
    return name;
  }

  /**
   * A value as text; {@code null} for null, and nothing for a value of no bytes.
   *
   * @throws RuntimeException if the bytes are no value of the type
   */
  String text(ByteString bytes) {
    if (bytes == null) {
      return "null";
    } else if (type.equals(DataTypes.BLOB) || !NATIVES.containsKey(type)) {
      return hex(bytes.toByteArray());
    }
    Object value = ScalarReaders.of(type).read(bytes);
    return value == null ? "" : value.toString();
  }

  /** Whether Cassandra marks the type as frozen; tuples and vectors always are. */
  private static boolean frozen(DataType type) {
    return type instanceof ListType
        || type instanceof SetType
        || type instanceof MapType
        || type instanceof UserDefinedType;
  }

  private static String of(DataType type) {
    if (type instanceof ListType list) {
      return applied("ListType", Stream.of(of(list.getElementType())));
    } else if (type instanceof SetType set) {
      return applied("SetType", Stream.of(of(set.getElementType())));
    } else if (type instanceof MapType map) {
      return applied("MapType", Stream.of(of(map.getKeyType()), of(map.getValueType())));
    } else if (type instanceof TupleType tuple) {
      return applied("TupleType", tuple.getComponentTypes().stream().map(MarshalType::of));
    } else if (type instanceof UserDefinedType userDefined) {
      return applied("UserType", userDefined(userDefined));
    } else if (type instanceof VectorType vector) {
      return PACKAGE
          + String.format(
              "VectorType(%s , %d)", of(vector.getElementType()), vector.getDimensions());
    } else if (type instanceof CustomType custom) {
      return custom.getClassName();
    }
    return PACKAGE + NATIVES.get(type);
  }

  private static Stream<String> userDefined(UserDefinedType type) {
    List<DataType> types = type.getFieldTypes();
    Stream<String> names =
        Stream.of(type.getKeyspace().asInternal(), hex(type.getName().asInternal()));
    Stream<String> fields =
        IntStream.range(0, types.size())
            .mapToObj(i -> hex(type.getFieldNames().get(i).asInternal()) + ":" + of(types.get(i)));
    return Stream.concat(names, fields);
  }

  private static String applied(String name, Stream<String> parameters) {
    return parameters.collect(Collectors.joining(",", PACKAGE + name + "(", ")"));
  }

  private static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return BaseEncoding.base16().lowerCase().encode(bytes);
  }
}
