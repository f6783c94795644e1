package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Cell;
import org.apache.kafka.connect.data.Schema;

/**
 * Reads which cell of its column one is, and what it holds. Every method throws a RuntimeException
 * for a path or value that is none of the column's type.
 */
interface ChangeContent {

  /** Of the fields that {@link #read} sets. */
  ImmutableMap<String, Schema> schemas();

  /** Sets what the cell is called, and its value unless that is deleted. */
  void read(Cell cell, ObjectShape.Draft into);

  /** Whether the value read is empty, though it looks like null. */
  boolean hidesEmpty(Cell cell);

  /** Of the elements of a multi-cell column. */
  static ChangeContent ofElements(DataType type, ValueReaders readers) {
    if (type instanceof SetType set) {
      return new OfSet(set, readers);
    } else if (type instanceof MapType map) {
      ValueReader<?> key = readers.of(map.getKeyType());
      return new OfEntry("key", key, new OfColumn(map.getValueType(), readers));
    } else if (type instanceof ListType list) {
      ValueReader<?> id = ScalarReaders.of(DataTypes.TIMEUUID);
      return new OfEntry("id", id, new OfColumn(list.getElementType(), readers));
    }
    return new OfField((UserDefinedType) type, readers);
  }

  /** Of a column that is one cell: the {@code value}. */
  record OfColumn(DataType type, ValueReader<?> reader) implements ChangeContent {
    OfColumn(DataType type, ValueReaders readers) {
      this(type, readers.of(type));
    }

    @Override
    public ImmutableMap<String, Schema> schemas() {
      return ImmutableMap.of("value", reader.schema());
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      if (!cell.tombstone()) {
        into.set("value", reader.read(cell.value()));
      }
    }

    @Override
    public boolean hidesEmpty(Cell cell) {
      return EmptyValues.hidden(type, cell.value());
    }
  }

  /** Of a map or list: a {@code value} and the path that leads to it. */
  record OfEntry(String name, ValueReader<?> path, OfColumn value) implements ChangeContent {
    @Override
    public ImmutableMap<String, Schema> schemas() {
      return ImmutableMap.<String, Schema>builder()
          .put(name, path.schema())
          .putAll(value.schemas())
          .buildOrThrow();
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      into.set(name, path.read(cell.path()));
      value.read(cell, into);
    }

    @Override
    public boolean hidesEmpty(Cell cell) {
      return value.hidesEmpty(cell);
    }
  }

  /** Of a set: the {@code value} is the path, and so it is there if deleted too. */
  record OfSet(DataType type, ValueReader<?> reader) implements ChangeContent {
    OfSet(SetType set, ValueReaders readers) {
      this(set.getElementType(), readers.of(set.getElementType()));
    }

    @Override
    public ImmutableMap<String, Schema> schemas() {
      return ImmutableMap.of("value", reader.schema());
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      into.set("value", reader.read(cell.path()));
    }

    @Override
    public boolean hidesEmpty(Cell cell) {
      return EmptyValues.hidden(type, cell.path());
    }
  }

  /**
   * Of a user-defined type: the name of its field and the value. With schemas, where the values of
   * all fields must be of one type, that is a struct of the fields with this one set.
   */
  record OfField(UserDefinedType type, Fields fields, boolean structs) implements ChangeContent {
    OfField(UserDefinedType type, ValueReaders readers) {
      this(type, readers.fields(type), readers.structs());
    }

    @Override
    public ImmutableMap<String, Schema> schemas() {
      return ImmutableMap.of(
          "field", Schema.OPTIONAL_STRING_SCHEMA, "value", fields.shape().schema());
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      int field = FieldElements.field(cell);
      String name = fields.names().get(field);
      into.set("field", name);
      if (cell.tombstone()) {
        return;
      }
      Object value = fields.reader(field).read(cell.value());
      into.set("value", structs ? struct(name, value) : value);
    }

    private Object struct(String name, Object value) {
      ObjectShape.Draft object = fields.shape().draft();
      object.set(name, value);
      return object.value();
    }

    @Override
    public boolean hidesEmpty(Cell cell) {
      return EmptyValues.hidden(type.getFieldTypes().get(FieldElements.field(cell)), cell.value());
    }
  }
}
