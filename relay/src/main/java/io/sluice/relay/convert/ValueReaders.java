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
import com.google.common.base.CharMatcher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Finds the reader of each CQL type. A value becomes
 *
 * <table>
 * <caption>what Kafka Connect is given</caption>
 * <tr><td>boolean</td><td>BOOLEAN</td></tr>
 * <tr><td>tinyint, smallint, int, bigint</td><td>INT8, INT16, INT32, INT64</td></tr>
 * <tr><td>counter</td><td>INT64: the increment</td></tr>
 * <tr><td>float, double</td><td>FLOAT32, FLOAT64</td></tr>
 * <tr><td>text, varchar, ascii</td><td>STRING</td></tr>
 * <tr><td>varint</td><td>STRING of its digits</td></tr>
 * <tr><td>decimal</td><td>STRING, exact, of the same scale: {@code 1.50}, {@code 1.5E+10}</td></tr>
 * <tr><td>uuid, timeuuid</td><td>STRING</td></tr>
 * <tr><td>inet</td><td>STRING: {@code 10.1.2.3}, {@code 2001:db8::1}</td></tr>
 * <tr><td>timestamp</td><td>STRING: {@code 2026-01-31T12:00:00.000Z}, always UTC and
 *     milliseconds</td></tr>
 * <tr><td>date, time</td><td>STRING: {@code 2026-01-31}, {@code 12:00:00.000000000}</td></tr>
 * <tr><td>duration</td><td>STRING as CQL writes it: {@code 1mo2d3h}</td></tr>
 * <tr><td>blob, custom types</td><td>BYTES (Base64 in JSON)</td></tr>
 * <tr><td>list, set, vector</td><td>ARRAY</td></tr>
 * <tr><td>map</td><td>MAP; without schemas, and where keys do not become STRING, an ARRAY of
 *     {@code [key, value]}</td></tr>
 * <tr><td>tuple</td><td>ARRAY; with schemas, a STRUCT of {@code field_0}, {@code field_1} …</td></tr>
 * <tr><td>user-defined type</td><td>STRUCT; without schemas, a map of every field</td></tr>
 * </table>
 *
 * <p>Years beyond 9999 are written with a sign, as ISO 8601 has it: {@code +10000-01-01}. A value
 * of no bytes, which Cassandra allows for most types, is null as it is to every client of the
 * driver, except where it is a text, a blob, a frozen collection or a user-defined type without
 * content.
 */
final class ValueReaders {
  private static final CharMatcher IN_A_NAME =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9'));

  private final boolean structs;
  private final Notation notation;

  /**
   * The readers.
   *
   * @param structs whether the converter takes schemas
   */
  ValueReaders(boolean structs) {
    this(structs, Notation.OWN);
  }

  /** The readers of values that are written in another way than the above. */
  ValueReaders(boolean structs, Notation notation) {
    this.structs = structs;
    this.notation = notation;
  }

  /** Whether objects are Structs. */
  boolean structs() {
    return structs;
  }

  ValueReader<?> of(DataType type) {
    if (type instanceof ListType list) {
      return elements(list.getElementType());
    } else if (type instanceof SetType set) {
      return elements(set.getElementType());
    } else if (type instanceof MapType map) {
      return map(map);
    } else if (type instanceof TupleType tuple) {
      return tuple(tuple);
    } else if (type instanceof UserDefinedType userDefined) {
      return userDefined(userDefined);
    } else if (type instanceof VectorType vector) {
      return vector(vector);
    }
    return notation.scalars().apply(type);
  }

  private ValueReader<?> elements(DataType elementType) {
    ValueReader<?> element = of(elementType);
    return new ValueReader<>(array(element), Parts.ofElements(), parts -> read(element, parts));
  }

  private static List<Object> read(ValueReader<?> element, Iterable<ByteBuffer> parts) {
    List<Object> values = new ArrayList<>();
    parts.forEach(part -> values.add(element.read(part)));
    return values;
  }

  private ValueReader<?> map(MapType type) {
    ValueReader<?> key = of(type.getKeyType());
    ValueReader<?> value = of(type.getValueType());
    MapShape shape = new MapShape(key.schema(), value.schema(), structs);
    return new ValueReader<>(
        shape.schema(),
        Parts.ofEntries(),
        parts -> {
          MapShape.Draft draft = shape.draft();
          parts.forEach((k, v) -> draft.put(key.read(k), value.read(v)));
          return draft.value();
        });
  }

  private ValueReader<TupleValue> tuple(TupleType type) {
    int size = type.getComponentTypes().size();
    List<String> names = IntStream.range(0, size).mapToObj(notation.tupleFields()).toList();
    String name = IN_A_NAME.negate().collapseFrom(type.asCql(false, false), '_');
    Fields fields = new Fields(name, names, type.getComponentTypes(), this);
    return new ValueReader<>(
        fields.shape().schema(),
        ScalarReaders.codec(type),
        structs ? fields::object : fields::array);
  }

  private ValueReader<UdtValue> userDefined(UserDefinedType type) {
    Fields fields = fields(type);
    return new ValueReader<>(fields.shape().schema(), ScalarReaders.codec(type), fields::object);
  }

  Fields fields(UserDefinedType type) {
    String name = type.getKeyspace().asInternal() + "." + type.getName().asInternal();
    List<String> names = type.getFieldNames().stream().map(CqlIdentifier::asInternal).toList();
    return new Fields(SchemaName.of(name), names, type.getFieldTypes(), this);
  }

  private ValueReader<?> vector(VectorType type) {
    ValueReader<?> element = of(type.getElementType());
    return Parts.packed(type)
        ? packedVector(element, type)
        : new ValueReader<>(
            array(element), Parts.ofVector(type.getDimensions()), parts -> read(element, parts));
  }

  private static <T> ValueReader<CqlVector<T>> packedVector(
      ValueReader<T> element, VectorType type) {
    return new ValueReader<>(
        array(element),
        ScalarReaders.codec(type),
        vector -> {
          List<Object> values = new ArrayList<>(vector.size());
          vector.forEach(decoded -> values.add(element.map(decoded)));
          return values;
        });
  }

  private static Schema array(ValueReader<?> element) {
    return SchemaBuilder.array(element.schema()).optional().build();
  }
}
