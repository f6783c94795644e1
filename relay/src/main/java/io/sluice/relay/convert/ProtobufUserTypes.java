package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import io.sluice.event.Event;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the user-defined types that the columns of a table mention, in any depth. */
final class ProtobufUserTypes {

  // By name: a table mentions types of its own keyspace only, and frozen or not they are the same.
  private final Map<CqlIdentifier, Event.UserType> found = new LinkedHashMap<>();

  private ProtobufUserTypes() {}

  static List<Event.UserType> of(Table table) {
    ProtobufUserTypes types = new ProtobufUserTypes();
    table.columns().stream().map(Column::type).forEach(types::add);
    return List.copyOf(types.found.values());
  }

  private void add(DataType type) {
    if (type instanceof UserDefinedType userDefined) {
      userDefined.getFieldTypes().forEach(this::add);
      found.computeIfAbsent(userDefined.getName(), name -> event(userDefined));
    } else {
      parameters(type).forEach(this::add);
    }
  }

  private static List<DataType> parameters(DataType type) {
    if (type instanceof ListType list) {
      return List.of(list.getElementType());
    } else if (type instanceof SetType set) {
      return List.of(set.getElementType());
    } else if (type instanceof MapType map) {
      return List.of(map.getKeyType(), map.getValueType());
    } else if (type instanceof TupleType tuple) {
      return tuple.getComponentTypes();
    } else if (type instanceof VectorType vector) {
      return List.of(vector.getElementType());
    }
    return List.of();
  }

  private static Event.UserType event(UserDefinedType type) {
    Event.UserType.Builder event =
        Event.UserType.newBuilder()
            .setKeyspace(type.getKeyspace().asInternal())
            .setName(type.getName().asInternal());
    for (int i = 0; i < type.getFieldNames().size(); i++) {
      event
          .addFieldsBuilder()
          .setName(type.getFieldNames().get(i).asInternal())
          .setType(type.getFieldTypes().get(i).asCql(true, true));
    }
    return event.build();
  }
}
