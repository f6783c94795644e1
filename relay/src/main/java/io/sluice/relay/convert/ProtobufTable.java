package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.event.Event;
import io.sluice.event.Key;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.change.Upsert;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Makes keys and events of the changes of one version of a table. Its methods throw an {@link
 * UndeliverableChangeException} for a value that is none of its column's type.
 */
final class ProtobufTable {
  private final List<ProtobufColumn> columns;
  private final List<ProtobufColumn> partition;
  private final List<ProtobufColumn> clustering;

  /** What all events have in common, beside the names. */
  private final Event common;

  // As bytes: a String would be encoded for each event.
  private final ByteString keyspace;
  private final ByteString name;
  private final ProtobufOrigin origin = new ProtobufOrigin();

  private final Event.Range open;

  ProtobufTable(Table table) {
    columns = table.columns().stream().map(column -> new ProtobufColumn(table, column)).toList();
    partition = table.partitionKey().stream().map(column -> columns.get(column.index())).toList();
    clustering = table.clustering().stream().map(column -> columns.get(column.index())).toList();
    keyspace = ByteString.copyFromUtf8(table.keyspace());
    name = ByteString.copyFromUtf8(table.name());
    common =
        Event.newBuilder()
            .setTableId(ProtobufScalars.bytes(table.id()))
            .setSchemaVersion(table.version())
            .addAllUserTypes(ProtobufUserTypes.of(table))
            .build();
    open = open(table);
  }

  private static Event.Range open(Table table) {
    Event.Range.Builder range = Event.Range.newBuilder();
    table
        .clustering()
        .forEach(
            column ->
                range
                    .addClusteringOrderBuilder()
                    .setName(column.name())
                    .setDescending(column.descending()));
    return range.build();
  }

  Key key(PrimaryKey key) {
    Key.Builder event = Key.newBuilder();
    forEach(key, (column, value) -> event.addColumns(column.named(value)));
    return event.build();
  }

  Event event(Change change) {
    Event.Builder event = common.toBuilder().setKeyspaceBytes(keyspace).setTableBytes(name);
    origin.set(event, change);
    forEach(change.key(), (column, value) -> event.addKey(column.key(value)));
    if (change instanceof Upsert upsert) {
      set(event, upsert);
    } else if (change instanceof RangeDelete delete) {
      event.setDeletion(ProtobufCells.of(delete.deletion())).setRange(range(delete));
    } else if (change instanceof Delete delete) {
      event.setDeletion(ProtobufCells.of(delete.deletion()));
    }
    return event.build();
  }

  private void forEach(PrimaryKey key, BiConsumer<ProtobufColumn, ByteString> action) {
    forEach(partition, key.partition(), action);
    forEach(clustering, key.clustering(), action);
  }

  /** The values may be fewer than the columns. */
  private static void forEach(
      List<ProtobufColumn> columns,
      List<ByteString> values,
      BiConsumer<ProtobufColumn, ByteString> action) {
    for (int i = 0; i < values.size(); i++) {
      action.accept(columns.get(i), values.get(i));
    }
  }

  private void set(Event.Builder event, Upsert upsert) {
    if (upsert.liveness() != null) {
      event.setLiveness(ProtobufCells.of(upsert.liveness()));
    }
    upsert
        .cells()
        .forEach(cell -> event.addColumns(columns.get(cell.column().index()).written(cell)));
    upsert
        .complex()
        .forEach(
            complex -> event.addColumns(columns.get(complex.column().index()).written(complex)));
  }

  private Event.Range range(RangeDelete delete) {
    Event.Range.Builder range = open.toBuilder();
    if (!delete.start().open()) {
      range.setStart(bound(delete.start()));
    }
    if (!delete.end().open()) {
      range.setEnd(bound(delete.end()));
    }
    return range.build();
  }

  private Event.Bound bound(Bound bound) {
    Event.Bound.Builder event = Event.Bound.newBuilder().setInclusive(bound.inclusive());
    forEach(clustering, bound.values(), (column, value) -> event.addClustering(column.key(value)));
    return event.build();
  }
}
