package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Of any type but counters: one cell, or those of the elements. */
final class ReplicaCells implements ReplicaColumn {
  /** What the only cell of a column is called. */
  private static final String WHOLE = "";

  private final Column column;
  private final DataType type;
  private final Map<String, Written> cells = new TreeMap<>();
  private long deletion = Long.MIN_VALUE;

  ReplicaCells(Column column, DataType type) {
    this.column = column;
    this.type = type;
  }

  @Override
  public void apply(JsonNode json, boolean stored) {
    if (!column.multiCell()) {
      add(WHOLE, type, json, stored);
      return;
    }
    if (json.hasNonNull("deletion")) {
      deletion = Math.max(deletion, json.get("deletion").required("order").asLong());
    }
    json.path("elements").forEach(element -> addElement(element, stored));
  }

  private void addElement(JsonNode json, boolean stored) {
    if (type instanceof ListType list) {
      UUID id = UUID.fromString(json.required("id").asText());
      add(ClusteringOrder.timeuuid(id), list.getElementType(), json, stored);
    } else if (type instanceof MapType map) {
      String key = hex(map.getKeyType(), json, "key", "raw_key");
      add(key, map.getValueType(), json, stored);
    } else if (type instanceof SetType set) {
      String element = hex(set.getElementType(), json, "value", "raw");
      put(element, Written.of(json, deleted(json) ? null : "", stored));
    } else {
      addField(json.required("field").asText(), (UserDefinedType) type, json, stored);
    }
  }

  private void addField(String field, UserDefinedType udt, JsonNode json, boolean stored) {
    int index = udt.getFieldNames().indexOf(CqlIdentifier.fromInternal(field));
    add(field, udt.getFieldTypes().get(index), json, stored);
  }

  private void add(String cell, DataType of, JsonNode json, boolean stored) {
    put(cell, Written.of(json, deleted(json) ? null : hex(of, json, "value", "raw"), stored));
  }

  private static boolean deleted(JsonNode json) {
    return json.path("deleted").asBoolean();
  }

  private void put(String cell, Written written) {
    cells.merge(cell, written, Written::kept);
  }

  /** No value is null, no element and no key. */
  private static String hex(DataType type, JsonNode json, String field, String raw) {
    return RowNames.hex(JsonValue.of(type, json.required(field), json.path(raw)));
  }

  @Override
  public void show(long rowDeletion, Map<String, Datum> values) {
    long shadow = Math.max(rowDeletion, deletion);
    List<String> visible = new ArrayList<>();
    cells.forEach(
        (name, written) -> {
          if (written.alive(shadow)) {
            visible.add(name);
          }
        });
    show(visible, values);
  }

  private void show(Collection<String> visible, Map<String, Datum> values) {
    int index = 0;
    for (String cell : visible) {
      Object element = type instanceof ListType ? index++ : cell;
      String name = column.multiCell() ? RowNames.ofElement(column, element) : column.cql();
      values.put(name, Datum.of(cells.get(cell)));
    }
  }
}
