package io.sluice.tests;

import io.sluice.event.Event;
import io.sluice.event.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an event of the envelope {@code protobuf} says, as {@code change} would. */
final class ProtobufJson {
  private final Event event;
  private final ProtobufValues values;

  private ProtobufJson(Event event) {
    this.event = event;
    values = new ProtobufValues(event.getUserTypesList());
  }

  static ProtobufJson of(Event event) {
    return new ProtobufJson(event);
  }

  Map<String, Object> key() {
    return keyColumns(event.getKeyList());
  }

  Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("operation", lastWord(event.getOperation()));
    content.put("scope", lastWord(event.getScope()).toLowerCase(Locale.ROOT));
    if (event.hasLiveness()) {
      Event.Liveness liveness = event.getLiveness();
      Map<String, Object> json = written(liveness.getWritetime());
      putTtl(json, liveness.getTtl(), liveness.getExpiresAt());
      content.put("liveness", json);
    }
    if (event.hasDeletion()) {
      content.put("deletion", deletion(event.getDeletion()));
    }
    if (event.hasRange()) {
      content.put("range", range(event.getRange()));
    }
    if (event.getOperation() != Event.Operation.OPERATION_DELETE) {
      Map<String, Object> columns = new LinkedHashMap<>();
      event.getColumnsList().forEach(column -> columns.put(column.getName(), column(column)));
      content.put("columns", columns);
    }
    return content;
  }

  Map<String, Object> origin() {
    Event.Source source = event.getSource();
    return Map.of(
        "keyspace", event.getKeyspace(),
        "table", event.getTable(),
        "table_id", ProtobufValues.uuid(event.getTableId()),
        "source",
            Map.of(
                "cluster", source.getCluster(),
                "data_center", source.getDataCenter(),
                "host_id", ProtobufValues.uuid(source.getHostId())),
        "writetime", event.getWritetime(),
        "writetime_kind",
            event.getWritetimeKind().name().replace("WRITETIME_KIND_", "").toLowerCase(Locale.ROOT),
        "outcome", lastWord(event.getOutcome()).toLowerCase(Locale.ROOT));
  }

  private Map<String, Object> column(Event.Column column) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (column.hasCell()) {
      putCell(json, column.getCell());
      return json;
    }
    if (column.hasDeletion()) {
      json.put("deletion", deletion(column.getDeletion()));
    }
    json.put("elements", column.getElementsList().stream().map(this::element).toList());
    return json;
  }

  private Map<String, Object> element(Event.Element element) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (element.getWhichCase()) {
      case KEY -> json.put("key", values.json(element.getKey()));
      case ID -> json.put("id", ProtobufValues.uuid(element.getId()));
      case FIELD -> json.put("field", element.getField());
      case MEMBER -> json.put("value", values.json(element.getMember()));
      case WHICH_NOT_SET -> throw new AssertionError("an element that does not say which");
    }
    putCell(json, element.getCell());
    return json;
  }

  private void putCell(Map<String, Object> json, Event.Cell cell) {
    if (cell.getDeleted()) {
      json.put("deleted", true);
    } else if (cell.hasValue()) {
      json.put("value", values.json(cell.getValue()));
    }
    if (cell.getValue().getKindCase() == Value.KindCase.EMPTY_VALUE) {
      json.put("raw", "");
    }
    json.put("writetime", cell.getWritetime());
    putTtl(json, cell.getTtl(), cell.getExpiresAt());
    if (cell.getDeleted()) {
      json.put("deleted_at", cell.getDeletedAt());
    }
  }

  private static void putTtl(Map<String, Object> json, int ttl, long expiresAt) {
    if (ttl > 0) {
      json.put("ttl", ttl);
      json.put("expires_at", expiresAt);
    }
  }

  private static Map<String, Object> deletion(Event.Deletion deletion) {
    Map<String, Object> json = written(deletion.getWritetime());
    json.put("deleted_at", deletion.getDeletedAt());
    return json;
  }

  private static Map<String, Object> written(long writetime) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("writetime", writetime);
    return json;
  }

  private Map<String, Object> range(Event.Range range) {
    Map<String, Object> order = new LinkedHashMap<>();
    range
        .getClusteringOrderList()
        .forEach(column -> order.put(column.getName(), column.getDescending() ? "DESC" : "ASC"));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("start", range.hasStart() ? bound(range.getStart()) : null);
    json.put("end", range.hasEnd() ? bound(range.getEnd()) : null);
    json.put("clustering_order", order);
    return json;
  }

  private Map<String, Object> bound(Event.Bound bound) {
    return Map.of(
        "clustering", keyColumns(bound.getClusteringList()), "inclusive", bound.getInclusive());
  }

  private Map<String, Object> keyColumns(List<Event.KeyColumn> columns) {
    Map<String, Object> json = new LinkedHashMap<>();
    columns.forEach(column -> json.put(column.getName(), values.json(column.getValue())));
    return json;
  }

  private static String lastWord(Enum<?> constant) {
    return constant.name().substring(constant.name().indexOf('_') + 1);
  }
}
