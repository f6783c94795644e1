package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import io.sluice.relay.change.Cell;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Of a list: the path of a cell is a timeuuid, and the cells are in the order of their paths. */
final class ListElements implements Elements {
  private static final ValueReader<?> ID = ScalarReaders.of(DataTypes.TIMEUUID);

  private final ValueReader<?> element;
  private final MapShape shape;

  ListElements(ListType type, ValueReaders readers) {
    element = readers.of(type.getElementType());
    shape = new MapShape(ID.schema(), element.schema(), readers.structs());
  }

  @Override
  public String putting() {
    return "put";
  }

  @Override
  public Schema wholeSchema() {
    return SchemaBuilder.array(element.schema()).optional().build();
  }

  @Override
  public Schema putSchema() {
    return shape.schema();
  }

  @Override
  public Schema removedSchema() {
    return SchemaBuilder.array(ID.schema()).optional().build();
  }

  @Override
  public Object whole(List<Cell> cells) {
    List<Object> elements = new ArrayList<>(cells.size());
    cells.forEach(cell -> elements.add(element.read(cell.value())));
    return elements;
  }

  @Override
  public Object put(List<Cell> cells) {
    MapShape.Draft map = shape.draft();
    cells.forEach(cell -> map.put(ID.read(cell.path()), element.read(cell.value())));
    return map.value();
  }

  @Override
  public Object removed(List<Cell> tombstones) {
    List<Object> ids = new ArrayList<>(tombstones.size());
    tombstones.forEach(cell -> ids.add(ID.read(cell.path())));
    return ids;
  }
}
