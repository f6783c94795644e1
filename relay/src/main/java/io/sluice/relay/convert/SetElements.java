package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.SetType;
import io.sluice.relay.change.Cell;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Of a set: the path of a cell is the element, its value is empty. */
final class SetElements implements Elements {
  private final ValueReader<?> element;
  private final Schema schema;

  SetElements(SetType type, ValueReaders readers) {
    element = readers.of(type.getElementType());
    schema = SchemaBuilder.array(element.schema()).optional().build();
  }

  @Override
  public String putting() {
    return "add";
  }

  @Override
  public Schema wholeSchema() {
    return schema;
  }

  @Override
  public Schema putSchema() {
    return schema;
  }

  @Override
  public Schema removedSchema() {
    return schema;
  }

  @Override
  public Object whole(List<Cell> cells) {
    return elements(cells);
  }

  @Override
  public Object put(List<Cell> cells) {
    return elements(cells);
  }

  @Override
  public Object removed(List<Cell> tombstones) {
    return elements(tombstones);
  }

  private List<Object> elements(List<Cell> cells) {
    List<Object> elements = new ArrayList<>(cells.size());
    cells.forEach(cell -> elements.add(element.read(cell.path())));
    return elements;
  }
}
