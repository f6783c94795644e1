package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * What the envelopes that Connect converters write have in common: the key is the object of the
 * primary-key columns, and the headers and the record's timestamp are those of {@link
 * FlatEnvelope}.
 *
 * <p>Not thread-safe, as many converters are not: each destination's pipeline thread has its own.
 */
abstract class ConnectEnvelope implements Envelope {
  private final ConnectFormat keyFormat;
  private final ConnectFormat valueFormat;
  private final FlatHeaders headers = new FlatHeaders();
  private final Map<Table, Shapes> shapes = new HashMap<>();

  ConnectEnvelope(ConnectFormat keyFormat, ConnectFormat valueFormat) {
    this.keyFormat = keyFormat;
    this.valueFormat = valueFormat;
  }

  /**
   * How the values of a table's records are made; asked once for each version of a table.
   *
   * @param structs whether the converter takes schemas
   */
  abstract RecordValue value(Table table, boolean structs);

  @Override
  public final Outgoing wrap(Change change, String topic) {
    Shapes table = shapes.computeIfAbsent(change.table(), this::shapes);
    byte[] key = serialize(keyFormat, topic, table.key().schema(), table.key().of(change.key()));
    byte[] value = serialize(valueFormat, topic, table.value().schema(), table.value().of(change));
    return Outgoing.of(change, topic, key, value, RecordTime.of(change), headers.of(change));
  }

  private Shapes shapes(Table table) {
    return new Shapes(
        new FlatKey(SchemaName.of(table + ".Key"), table, new ValueReaders(keyFormat.structs())),
        value(table, valueFormat.structs()));
  }

  private static byte[] serialize(
      ConnectFormat format, String topic, Schema schema, Object object) {
    return object == null ? null : format.serialize(topic, schema, object);
  }

  private record Shapes(FlatKey key, RecordValue value) {}
}
