package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.sluice.event.Event;
import io.sluice.relay.change.Cell;
import java.util.List;
import java.util.function.Function;

/** Makes {@link Event.Element}s of the cells of multi-cell columns. */
final class ProtobufElements {
  private static final ProtobufReader<?> ID = ProtobufReaders.of(DataTypes.TIMEUUID);

  private ProtobufElements() {}

  /**
   * How a cell of the type becomes an element.
   *
   * @return throws a RuntimeException for a path or value that is none of the type's
   */
  static Function<Cell, Event.Element> of(DataType type) {
    if (type instanceof SetType set) {
      return ofSet(ProtobufReaders.of(set.getElementType()));
    } else if (type instanceof MapType map) {
      return ofMap(ProtobufReaders.of(map.getKeyType()), ProtobufReaders.of(map.getValueType()));
    } else if (type instanceof ListType list) {
      return ofList(ProtobufReaders.of(list.getElementType()));
    }
    return ofFields((UserDefinedType) type);
  }

  private static Function<Cell, Event.Element> ofSet(ProtobufReader<?> member) {
    return cell ->
        Event.Element.newBuilder()
            .setMember(member.read(cell.path()))
            .setCell(ProtobufCells.withoutValue(cell))
            .build();
  }

  private static Function<Cell, Event.Element> ofMap(
      ProtobufReader<?> key, ProtobufReader<?> value) {
    return cell -> element(cell, value).setKey(key.read(cell.path())).build();
  }

  private static Function<Cell, Event.Element> ofList(ProtobufReader<?> value) {
    return cell -> element(cell, value).setId(ID.read(cell.path()).getUuidValue()).build();
  }

  private static Function<Cell, Event.Element> ofFields(UserDefinedType type) {
    List<String> names = type.getFieldNames().stream().map(CqlIdentifier::asInternal).toList();
    List<? extends ProtobufReader<?>> readers =
        type.getFieldTypes().stream().map(ProtobufReaders::of).toList();
    return cell -> {
      int field = FieldElements.field(cell);
      return element(cell, readers.get(field)).setField(names.get(field)).build();
    };
  }

  private static Event.Element.Builder element(Cell cell, ProtobufReader<?> value) {
    return Event.Element.newBuilder().setCell(ProtobufCells.of(cell, value));
  }
}
