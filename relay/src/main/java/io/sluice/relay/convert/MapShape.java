package io.sluice.relay.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Makes maps of entries: an object where keys are text, and otherwise what JsonConverter makes of
 * such a map, an array of {@code [key, value]} pairs. With schemas it is a map whatever its keys.
 */
final class MapShape {
  private final Schema schema;
  private final boolean pairs;

  MapShape(Schema keys, Schema values, boolean structs) {
    SchemaBuilder map = SchemaBuilder.map(required(keys), values).optional();
    schema = (keys.type() == Schema.Type.STRING ? map : map.name(name(keys, values))).build();
    pairs = !structs && keys.type() != Schema.Type.STRING;
  }

  /** Most schema languages know maps of plain text keys only, of none that may be null. */
  private static Schema required(Schema keys) {
    return keys.type().isPrimitive() ? SchemaBuilder.type(keys.type()).build() : keys;
  }

  /**
   * Avro has no maps of other keys than text: its converters make a record of each entry, and name
   * it after the map. Without a name all of a table's would be one record, the first map's.
   */
  private static String name(Schema keys, Schema values) {
    return "map_" + name(keys) + "_" + name(values);
  }

  private static String name(Schema schema) {
    if (schema.name() != null) {
      return schema.name().replace('.', '_');
    }
    return switch (schema.type()) {
      case ARRAY -> "array_" + name(schema.valueSchema());
      case MAP -> name(schema.keySchema(), schema.valueSchema());
      default -> schema.type().getName();
    };
  }

  Schema schema() {
    return schema;
  }

  /** A map without entries. */
  Draft draft() {
    return pairs ? new PairsDraft(new ArrayList<>()) : new MapDraft(new LinkedHashMap<>());
  }

  /** A map that is being filled. */
  interface Draft {
    void put(Object key, Object value);

    /** The map, as Connect takes it. */
    Object value();
  }

  private record MapDraft(Map<Object, Object> value) implements Draft {
    @Override
    public void put(Object key, Object entryValue) {
      value.put(key, entryValue);
    }
  }

  private record PairsDraft(List<Object> value) implements Draft {
    @Override
    public void put(Object key, Object entryValue) {
      value.add(Arrays.asList(key, entryValue));
    }
  }
}
