package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Values as INSERT JSON takes them. */
final class JsonText {
  private static final Pattern BARE = Pattern.compile("-?\\d+(\\.\\d+)?|true|false");
  private static final String QUOTE = "'";

  private JsonText() {}

  /** The name of a column or field, with the quotes that CQL wants, in those that JSON wants. */
  static String name(String cql) {
    return quoted(cql);
  }

  static String of(DataType type, Object value) {
    if (value == null) {
      return "null";
    } else if (type instanceof ListType list) {
      return array(list.getElementType(), (Collection<?>) value);
    } else if (type instanceof SetType set) {
      return array(set.getElementType(), (Collection<?>) value);
    } else if (type instanceof VectorType vector) {
      return array(vector.getElementType(), elements((CqlVector<?>) value));
    } else if (type instanceof MapType map) {
      return object(map, (Map<?, ?>) value);
    } else if (value instanceof UdtValue udt) {
      return object(udt);
    } else if (value instanceof TupleValue tuple) {
      return array(tuple);
    } else if (value instanceof Instant instant) {
      return quoted(Long.toString(instant.toEpochMilli()));
    }
    return scalar(Codecs.format(type, value));
  }

  private static String scalar(String cql) {
    if (cql.startsWith(QUOTE)) {
      return quoted(cql.substring(1, cql.length() - 1).replace(QUOTE + QUOTE, QUOTE));
    }
    return BARE.matcher(cql).matches() ? cql : quoted(cql);
  }

  private static List<?> elements(CqlVector<?> vector) {
    return StreamSupport.stream(vector.spliterator(), false).toList();
  }

  private static String array(DataType type, Collection<?> values) {
    return values.stream()
        .map(value -> of(type, value))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String array(TupleValue tuple) {
    List<DataType> types = tuple.getType().getComponentTypes();
    return IntStream.range(0, types.size())
        .mapToObj(i -> of(types.get(i), tuple.getObject(i)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String object(UdtValue udt) {
    List<DataType> types = udt.getType().getFieldTypes();
    return IntStream.range(0, types.size())
        .mapToObj(
            i ->
                name(udt.getType().getFieldNames().get(i).asCql(true))
                    + ": "
                    + of(types.get(i), udt.getObject(i)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String object(MapType type, Map<?, ?> map) {
    return map.entrySet().stream()
        .map(
            e ->
                key(of(type.getKeyType(), e.getKey()))
                    + ": "
                    + of(type.getValueType(), e.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String key(String json) {
    return json.startsWith("\"") ? json : quoted(json);
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
