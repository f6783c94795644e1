package io.sluice.relay.decode;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.CqlType;
import java.util.HashSet;
import java.util.Set;

/** Makes the driver's types of captured ones; the driver's codecs then read their values. */
final class TypeDecoder {
  private static final ImmutableMap<String, DataType> NATIVES =
      ImmutableMap.<String, DataType>builder()
          .put("ascii", DataTypes.ASCII)
          .put("bigint", DataTypes.BIGINT)
          .put("blob", DataTypes.BLOB)
          .put("boolean", DataTypes.BOOLEAN)
          .put("counter", DataTypes.COUNTER)
          .put("date", DataTypes.DATE)
          .put("decimal", DataTypes.DECIMAL)
          .put("double", DataTypes.DOUBLE)
          .put("duration", DataTypes.DURATION)
          // The hidden column of a COMPACT STORAGE table that has none of its own.
          .put("empty", DataTypes.custom("org.apache.cassandra.db.marshal.EmptyType"))
          .put("float", DataTypes.FLOAT)
          .put("inet", DataTypes.INET)
          .put("int", DataTypes.INT)
          .put("smallint", DataTypes.SMALLINT)
          .put("text", DataTypes.TEXT)
          .put("time", DataTypes.TIME)
          .put("timestamp", DataTypes.TIMESTAMP)
          .put("timeuuid", DataTypes.TIMEUUID)
          .put("tinyint", DataTypes.TINYINT)
          .put("uuid", DataTypes.UUID)
          .put("varchar", DataTypes.TEXT)
          .put("varint", DataTypes.VARINT)
          .buildOrThrow();

  /** Far beyond what anybody uses: the driver makes room for all of them before it reads one. */
  private static final int MAX_DIMENSION = 1 << 20;

  private TypeDecoder() {}

  static DataType decode(CqlType type) {
    boolean frozen = type.getFrozen();
    return switch (type.getKind()) {
      case NATIVE -> nativeType(type.getName());
      case LIST -> DataTypes.listOf(parameter(type, 0, 1), frozen);
      case SET -> DataTypes.setOf(parameter(type, 0, 1), frozen);
      case MAP -> DataTypes.mapOf(parameter(type, 0, 2), parameter(type, 1, 2), frozen);
      case TUPLE -> tuple(type);
      case UDT -> userDefined(type);
      case VECTOR -> vector(type);
      case CUSTOM -> custom(type.getName());
      case UNRECOGNIZED ->
          throw new UndecodableChangeException(
              "a type of kind " + type.getKindValue() + ", which this version does not know");
    };
  }

  private static DataType tuple(CqlType type) {
    return DataTypes.tupleOf(
        type.getParametersList().stream().map(TypeDecoder::decode).toArray(DataType[]::new));
  }

  private static DataType nativeType(String name) {
    DataType type = NATIVES.get(name);
    if (type == null) {
      throw new UndecodableChangeException(
          "type '" + name + "', which this version does not know: a newer relay may");
    }
    return type;
  }

  private static DataType parameter(CqlType type, int index, int count) {
    check(type, type.getParametersCount() == count);
    return decode(type.getParameters(index));
  }

  private static DataType userDefined(CqlType type) {
    int fields = type.getFieldNamesCount();
    check(type, fields > 0 && type.getParametersCount() == fields);
    Set<String> names = new HashSet<>(type.getFieldNamesList());
    if (names.size() < fields || names.contains("")) {
      throw new UndecodableChangeException(
          "type '" + type.getName() + "' has a field twice, or one of no name");
    }
    UserDefinedTypeBuilder builder =
        new UserDefinedTypeBuilder(
            CqlIdentifier.fromInternal(type.getKeyspace()),
            CqlIdentifier.fromInternal(type.getName()));
    for (int i = 0; i < fields; i++) {
      builder.withField(
          CqlIdentifier.fromInternal(type.getFieldNames(i)), decode(type.getParameters(i)));
    }
    return type.getFrozen() ? builder.frozen().build() : builder.build();
  }

  private static DataType vector(CqlType type) {
    int dimension = type.getDimension();
    check(type, dimension > 0);
    if (dimension > MAX_DIMENSION) {
      throw new UndecodableChangeException("a vector of " + dimension + " dimensions");
    }
    return DataTypes.vectorOf(parameter(type, 0, 1), dimension);
  }

  private static DataType custom(String className) {
    try {
      return DataTypes.custom(className);
    } catch (RuntimeException e) { // whatever the driver's parser stumbles over
      throw new UndecodableChangeException("malformed custom type '" + className + "'", e);
    }
  }

  private static void check(CqlType type, boolean holds) {
    if (!holds) {
      throw new UndecodableChangeException(
          "a type of kind " + type.getKind() + " with the wrong number of parameters");
    }
  }
}
