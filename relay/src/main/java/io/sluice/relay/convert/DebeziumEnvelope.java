package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes records of the envelope {@code debezium}, for consumers of Debezium's connector for
 * Cassandra. The key has all primary-key columns, those that the change is not about being null;
 * the value, which is never null, is
 *
 * <pre>{@code
 * {"ts_ms": 1769860800123, "op": "i", "source": {…},
 *  "after": {"k": {"value": 1, "deletion_ts": null, "set": true}, "v": null,
 *            "_range_start": null, "_range_end": null}}
 * }</pre>
 *
 * <p>{@code ts_ms} is when the change was captured; {@code op} is {@code i} for INSERT, {@code u}
 * for UPDATE, {@code d} for the DELETE of a row or partition, {@code r} for that of a range. {@link
 * DebeziumSource} and {@link DebeziumRow} say what {@code source} and {@code after} hold, {@link
 * DebeziumTypes} how values are written.
 *
 * <p>Both are Structs for every converter, since JSON without schemas has the nulls too.
 *
 * <p>Headers and the record's timestamp are those of {@link FlatEnvelope}; the header {@code delta}
 * beside them names a column of which elements were put in or taken out, which {@code after} cannot
 * say. There is one for each such column.
 *
 * <p>Not thread-safe, as many converters are not: each destination's pipeline thread has its own.
 */
public final class DebeziumEnvelope implements Envelope {
  private final String name;
  private final ConnectFormat keyFormat;
  private final ConnectFormat valueFormat;
  private final DebeziumSource source;
  private final FlatHeaders flatHeaders = new FlatHeaders();
  private final Map<Table, DebeziumTable> tables = new HashMap<>();

  /**
   * The envelope of a destination.
   *
   * @param name of the destination: what Debezium has the topic prefix for
   */
  public DebeziumEnvelope(String name, ConnectFormat keyFormat, ConnectFormat valueFormat) {
    this.name = name;
    this.keyFormat = keyFormat;
    this.valueFormat = valueFormat;
    source = new DebeziumSource(name);
  }

  @Override
  public Outgoing wrap(Change change, String topic) {
    DebeziumTable table = tables.computeIfAbsent(change.table(), this::table);
    byte[] key = keyFormat.serialize(topic, table.key(change));
    byte[] value = valueFormat.serialize(topic, table.value(change));
    return Outgoing.of(change, topic, key, value, RecordTime.of(change), headers(change));
  }

  private DebeziumTable table(Table table) {
    return new DebeziumTable(name, table, source);
  }

  private List<Header> headers(Change change) {
    List<Header> headers = flatHeaders.of(change);
    if (change instanceof Upsert upsert) {
      for (ComplexChange complex : upsert.complex()) {
        if (complex.deletion() == null) {
          headers.add(new Header("delta", complex.column().name()));
        }
      }
    }
    return headers;
  }
}
