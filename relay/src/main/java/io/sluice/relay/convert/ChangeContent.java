package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Cell;
import java.util.List;
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

  /** Of the elements of a multi-cell column. */
  static ChangeContent ofElements(DataType type, ValueReaders readers) {
    if (type instanceof SetType set) {
      return new OfSet(set, readers);
    } else if (type instanceof MapType map) {
      ExactField key = new ExactField("key", "raw_key", map.getKeyType(), readers);
      return new OfEntry(key, new OfColumn(map.getValueType(), readers));
    } else if (type instanceof ListType list) {
      return new OfItem(new OfColumn(list.getElementType(), readers));
    }
    return new OfField((UserDefinedType) type, readers);
  }

  /** Of a column that is one cell: the {@code value}. */
  record OfColumn(ExactField value) implements ChangeContent {
    OfColumn(DataType type, ValueReaders readers) {
      this(new ExactField("value", "raw", type, readers));
    }

    @Override
    public ImmutableMap<String, Schema> schemas() {
      return value.schemas();
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      if (!cell.tombstone()) {
        value.read(cell.value(), into);
      }
    }
  }

  /** Of a map: a {@code key} and its {@code value}. */
  record OfEntry(ExactField key, OfColumn value) implements ChangeContent {
    @Override
    public ImmutableMap<String, Schema> schemas() {
      return ImmutableMap.<String, Schema>builder()
          .putAll(key.schemas())
          .putAll(value.schemas())
          .buildOrThrow();
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      key.read(cell.path(), into);
      value.read(cell, into);
    }
  }

  /** Of a list: the {@code id} of the element, and its {@code value}. */
  record OfItem(OfColumn value) implements ChangeContent {
    private static final ValueReader<?> ID = ScalarReaders.of(DataTypes.TIMEUUID);

    @Override
    public ImmutableMap<String, Schema> schemas() {
      return ImmutableMap.<String, Schema>builder()
          .put("id", ID.schema())
          .putAll(value.schemas())
          .buildOrThrow();
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      into.set("id", ID.read(cell.path()));
      value.read(cell, into);
    }
  }

  /** Of a set: the {@code value} is the path, and so it is there if deleted too. */
  record OfSet(ExactField value) implements ChangeContent {
    OfSet(SetType set, ValueReaders readers) {
      this(new ExactField("value", "raw", set.getElementType(), readers));
    }

    @Override
    public ImmutableMap<String, Schema> schemas() {
      return value.schemas();
    }

    @Override
    public void read(Cell cell, ObjectShape.Draft into) {
      value.read(cell.path(), into);
    }
  }

  /**
   * Of a user-defined type: the name of its field and the value. With schemas, where the values of
   * all fields must be of one type, that is a struct of the fields with this one set.
   */
  record OfField(Fields fields, List<RawValues> raw, boolean structs) implements ChangeContent {
    OfField(UserDefinedType type, ValueReaders readers) {
      this(
          readers.fields(type),
          type.getFieldTypes().stream().map(RawValues::new).toList(),
          readers.structs());
    }

    @Override
    public ImmutableMap<String, Schema> schemas() {
      return ImmutableMap.of(
          "field", Schema.OPTIONAL_STRING_SCHEMA,
          "value", fields.shape().schema(),
          "raw", RawValues.SCHEMA);
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
      raw.get(field).read("raw", cell.value(), into);
    }

    private Object struct(String name, Object value) {
      ObjectShape.Draft object = fields.shape().draft();
      object.set(name, value);
      return object.value();
    }
  }
}
