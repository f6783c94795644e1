package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.sluice.relay.change.Cell;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Of a user-defined type: the path of a cell is the number of the field, in 2 bytes. */
final class FieldElements implements Elements {
  private final Fields fields;

  FieldElements(UserDefinedType type, ValueReaders readers) {
    fields = readers.fields(type);
  }

  @Override
  public String putting() {
    return "set";
  }

  @Override
  public Schema wholeSchema() {
    return fields.shape().schema();
  }

  @Override
  public Schema putSchema() {
    return fields.shape().schema();
  }

  @Override
  public Schema removedSchema() {
    return SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build();
  }

  @Override
  public Object whole(List<Cell> cells) {
    ObjectShape.Draft object = fields.shape().draft();
    fields.names().forEach(name -> object.set(name, null));
    return set(object, cells);
  }

  @Override
  public Object put(List<Cell> cells) {
    return set(fields.shape().draft(), cells);
  }

  private Object set(ObjectShape.Draft object, List<Cell> cells) {
    for (Cell cell : cells) {
      int field = field(cell);
      object.set(fields.names().get(field), fields.reader(field).read(cell.value()));
    }
    return object.value();
  }

  @Override
  public Object removed(List<Cell> tombstones) {
    List<Object> names = new ArrayList<>(tombstones.size());
    tombstones.forEach(cell -> names.add(fields.names().get(field(cell))));
    return names;
  }

  /** The number of the field that the cell is of. */
  static int field(Cell cell) {
    return cell.path().asReadOnlyByteBuffer().getShort();
  }
}
