package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.data.GettableByIndex;
import com.datastax.oss.driver.api.core.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** The fields of a user-defined type or a tuple, and how each is read. */
final class Fields {
  private final List<String> names;
  private final List<ValueReader<?>> readers = new ArrayList<>();
  private final ObjectShape shape;

  /**
   * The fields.
   *
   * @param name of the schema
   */
  Fields(String name, List<String> names, List<DataType> types, ValueReaders valueReaders) {
    this.names = names;
    types.forEach(type -> readers.add(valueReaders.of(type)));
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      schemas.put(names.get(i), readers.get(i).schema());
    }
    shape = ObjectShape.optional(name, schemas, valueReaders.structs());
  }

  /** Of an object of the fields. */
  ObjectShape shape() {
    return shape;
  }

  List<String> names() {
    return names;
  }

  ValueReader<?> reader(int index) {
    return readers.get(index);
  }

  /** An object of every field. */
  Object object(GettableByIndex value) {
    ObjectShape.Draft draft = shape.draft();
    for (int i = 0; i < names.size(); i++) {
      draft.set(names.get(i), readers.get(i).read(value.getBytesUnsafe(i)));
    }
    return draft.value();
  }

  /** The fields without their names. */
  List<Object> array(GettableByIndex value) {
    List<Object> values = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      values.add(readers.get(i).read(value.getBytesUnsafe(i)));
    }
    return values;
  }
}
