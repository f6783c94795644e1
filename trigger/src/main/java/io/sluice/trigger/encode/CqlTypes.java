package io.sluice.trigger.encode;

import io.sluice.wal.record.CqlType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.cassandra.cql3.CQL3Type;
import org.apache.cassandra.db.marshal.AbstractType;
import org.apache.cassandra.db.marshal.ListType;
import org.apache.cassandra.db.marshal.MapType;
import org.apache.cassandra.db.marshal.SetType;
import org.apache.cassandra.db.marshal.TupleType;
import org.apache.cassandra.db.marshal.UserType;

/**
 * Describes Cassandra's types as {@link CqlType}s. Collections, tuples and UDTs whose value is one
 * cell are frozen, whether CQL spells the word or not; clustering order is not part of a type.
 */
final class CqlTypes {
  private CqlTypes() {}

  static CqlType of(AbstractType<?> reversedOrNot) {
    AbstractType<?> type = reversedOrNot.unwrap();
    if (type instanceof UserType) {
      return userType((UserType) type);
    }
    if (type instanceof TupleType) {
      return parameterized(CqlType.Kind.TUPLE, type, ((TupleType) type).allTypes());
    }
    if (VersionedMembers.isVector(type)) {
      return vector(type);
    }
    return type.isCollection() ? collection(type) : scalar(type);
  }

  private static CqlType collection(AbstractType<?> type) {
    if (type instanceof ListType) {
      List<AbstractType<?>> element = List.of(((ListType<?>) type).getElementsType());
      return parameterized(CqlType.Kind.LIST, type, element);
    }
    if (type instanceof SetType) {
      List<AbstractType<?>> element = List.of(((SetType<?>) type).getElementsType());
      return parameterized(CqlType.Kind.SET, type, element);
    }
    MapType<?, ?> map = (MapType<?, ?>) type;
    return parameterized(CqlType.Kind.MAP, type, List.of(map.getKeysType(), map.getValuesType()));
  }

  private static CqlType parameterized(
      CqlType.Kind kind, AbstractType<?> type, Collection<AbstractType<?>> parameters) {
    return builder(kind, type, parameters).build();
  }

  private static CqlType.Builder builder(
      CqlType.Kind kind, AbstractType<?> type, Collection<AbstractType<?>> parameters) {
    CqlType.Builder builder = CqlType.newBuilder().setKind(kind).setFrozen(!type.isMultiCell());
    parameters.forEach(parameter -> builder.addParameters(of(parameter)));
    return builder;
  }

  private static CqlType userType(UserType type) {
    CqlType.Builder builder =
        builder(CqlType.Kind.UDT, type, type.fieldTypes())
            .setKeyspace(type.keyspace)
            .setName(type.getNameAsString());
    type.fieldNames().forEach(name -> builder.addFieldNames(name.toString()));
    return builder.build();
  }

  private static CqlType vector(AbstractType<?> type) {
    return CqlType.newBuilder()
        .setKind(CqlType.Kind.VECTOR)
        .addParameters(of(VersionedMembers.vectorElement(type)))
        .setDimension(VersionedMembers.vectorDimension(type))
        .build();
  }

  private static CqlType scalar(AbstractType<?> type) {
    CQL3Type cql = type.asCQL3Type();
    if (cql instanceof CQL3Type.Native) {
      String name = ((CQL3Type.Native) cql).name().toLowerCase(Locale.ROOT);
      return CqlType.newBuilder().setKind(CqlType.Kind.NATIVE).setName(name).build();
    }
    return CqlType.newBuilder().setKind(CqlType.Kind.CUSTOM).setName(type.toString()).build();
  }
}
