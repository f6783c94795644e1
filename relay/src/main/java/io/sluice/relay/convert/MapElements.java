package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.MapType;
import io.sluice.relay.change.Cell;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Of a map: the path of a cell is the key. */
final class MapElements implements Elements {
  private final ValueReader<?> key;
  private final ValueReader<?> value;
  private final MapShape shape;

  MapElements(MapType type, ValueReaders readers) {
    key = readers.of(type.getKeyType());
    value = readers.of(type.getValueType());
    shape = new MapShape(key.schema(), value.schema(), readers.structs());
  }

  @Override
  public String putting() {
    return "put";
  }

  @Override
  public Schema wholeSchema() {
    return shape.schema();
  }

  @Override
  public Schema putSchema() {
    return shape.schema();
  }

  @Override
  public Schema removedSchema() {
    return SchemaBuilder.array(key.schema()).optional().build();
  }

  @Override
  public Object whole(List<Cell> cells) {
    return put(cells);
  }

  @Override
  public Object put(List<Cell> cells) {
    MapShape.Draft map = shape.draft();
    cells.forEach(cell -> map.put(key.read(cell.path()), value.read(cell.value())));
    return map.value();
  }

  @Override
  public Object removed(List<Cell> tombstones) {
    List<Object> keys = new ArrayList<>(tombstones.size());
    tombstones.forEach(cell -> keys.add(key.read(cell.path())));
    return keys;
  }
}
