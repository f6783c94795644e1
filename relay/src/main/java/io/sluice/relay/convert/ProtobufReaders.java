package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import io.sluice.event.NamedValue;
import io.sluice.event.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds the reader of each CQL type; {@code event.proto} says what a {@link Value} of it is. */
final class ProtobufReaders {
  private ProtobufReaders() {}

  static ProtobufReader<?> of(DataType type) {
    if (type instanceof ListType list) {
      return elements(list.getElementType(), Value.Builder::setListValue);
    } else if (type instanceof SetType set) {
      return elements(set.getElementType(), Value.Builder::setSetValue);
    } else if (type instanceof MapType map) {
      return map(map);
    } else if (type instanceof TupleType tuple) {
      return tuple(tuple);
    } else if (type instanceof UserDefinedType userDefined) {
      return userDefined(userDefined);
    } else if (type instanceof VectorType vector) {
      return vector(vector);
    }
    return ProtobufScalars.of(type);
  }

  private static List<ProtobufReader<?>> all(List<DataType> types) {
    return types.stream().<ProtobufReader<?>>map(ProtobufReaders::of).toList();
  }

  private static ProtobufReader<List<ByteBuffer>> elements(
      DataType elementType, BiConsumer<Value.Builder, Value.Elements> kind) {
    ProtobufReader<?> element = of(elementType);
    return ProtobufReader.of(
        Parts.ofElements(), (value, parts) -> kind.accept(value, read(element, parts)));
  }

  private static Value.Elements read(ProtobufReader<?> element, Iterable<ByteBuffer> parts) {
    Value.Elements.Builder elements = Value.Elements.newBuilder();
    parts.forEach(part -> elements.addValues(element.read(part)));
    return elements.build();
  }

  private static ProtobufReader<Map<ByteBuffer, ByteBuffer>> map(MapType type) {
    ProtobufReader<?> keys = of(type.getKeyType());
    ProtobufReader<?> values = of(type.getValueType());
    return ProtobufReader.of(
        Parts.ofEntries(),
        (value, parts) -> {
          Value.Entries.Builder entries = value.getMapValueBuilder();
          parts.forEach(
              (k, v) -> entries.addEntriesBuilder().setKey(keys.read(k)).setValue(values.read(v)));
        });
  }

  private static ProtobufReader<TupleValue> tuple(TupleType type) {
    List<ProtobufReader<?>> readers = all(type.getComponentTypes());
    return ProtobufReader.of(
        ScalarReaders.codec(type),
        (value, tuple) -> {
          Value.Elements.Builder elements = value.getTupleValueBuilder();
          for (int i = 0; i < readers.size(); i++) {
            elements.addValues(readers.get(i).read(tuple.getBytesUnsafe(i)));
          }
        });
  }

  private static ProtobufReader<UdtValue> userDefined(UserDefinedType type) {
    List<String> names = type.getFieldNames().stream().map(CqlIdentifier::asInternal).toList();
    List<ProtobufReader<?>> readers = all(type.getFieldTypes());
    return ProtobufReader.of(
        ScalarReaders.codec(type),
        (value, object) -> {
          Value.Fields.Builder fields = value.getUdtValueBuilder();
          for (int i = 0; i < names.size(); i++) {
            ByteBuffer bytes = object.getBytesUnsafe(i);
            if (bytes != null) {
              fields.addFields(named(names.get(i), readers.get(i).read(bytes)));
            }
          }
        });
  }

  private static NamedValue named(String name, Value value) {
    return NamedValue.newBuilder().setName(name).setValue(value).build();
  }

  private static ProtobufReader<?> vector(VectorType type) {
    ProtobufReader<?> element = of(type.getElementType());
    return Parts.packed(type)
        ? packedVector(element, type)
        : ProtobufReader.of(
            Parts.ofVector(type.getDimensions()),
            (value, parts) -> value.setVectorValue(read(element, parts)));
  }

  private static <T> ProtobufReader<CqlVector<T>> packedVector(
      ProtobufReader<T> element, VectorType type) {
    return ProtobufReader.of(
        ScalarReaders.codec(type),
        (value, vector) -> {
          Value.Elements.Builder elements = value.getVectorValueBuilder();
          vector.forEach(decoded -> elements.addValues(element.value(decoded)));
        });
  }
}
