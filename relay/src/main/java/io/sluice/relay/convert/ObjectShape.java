package io.sluice.relay.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Makes objects of named fields: Structs in which a field that is not set is null, or maps in which
 * it is absent.
 */
final class ObjectShape {
  private final Schema schema;
  private final boolean structs;

  private ObjectShape(SchemaBuilder schema, Map<String, Schema> fields, boolean structs) {
    fields.forEach(schema::field);
    this.schema = schema.build();
    this.structs = structs;
  }

  /** Of objects that are keys or values of records. */
  static ObjectShape required(String name, Map<String, Schema> fields, boolean structs) {
    return new ObjectShape(SchemaBuilder.struct().name(name), fields, structs);
  }

  /** Of objects that are fields or elements of others. */
  static ObjectShape optional(String name, Map<String, Schema> fields, boolean structs) {
    return new ObjectShape(SchemaBuilder.struct().name(name).optional(), fields, structs);
  }

  /** Of the Structs, or what it would be. */
  Schema schema() {
    return schema;
  }

  /** An object without fields. */
  Draft draft() {
    return structs ? new StructDraft(new Struct(schema)) : new MapDraft(new LinkedHashMap<>());
  }

  /** An object that is being filled. */
  interface Draft {
    void set(String field, Object value);

    /** The object, as Connect takes it. */
    Object value();
  }

  private record StructDraft(Struct value) implements Draft {
    @Override
    public void set(String field, Object fieldValue) {
      value.put(field, fieldValue);
    }
  }

  private record MapDraft(Map<String, Object> value) implements Draft {
    @Override
    public void set(String field, Object fieldValue) {
      value.put(field, fieldValue);
    }
  }
}
