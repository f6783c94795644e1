package io.sluice.relay.convert;

import io.sluice.event.Event;
import io.sluice.event.Key;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes records of the envelope {@code protobuf}: the key is a serialized {@link Key}, the value a
 * serialized {@link Event}, never null. {@code event.proto} says what they hold. No Connect
 * converter has a part in it.
 *
 * <table>
 * <caption>key and value of a record</caption>
 * <tr><th>change</th><th>key</th><th>value, beside where and when it was captured</th></tr>
 * <tr><td>row written</td><td>all primary-key columns</td><td>{@code liveness} if INSERT, {@code
 *     columns}</td></tr>
 * <tr><td>static columns written</td><td>partition-key columns</td><td>{@code columns}</td></tr>
 * <tr><td>row deleted</td><td>all primary-key columns</td><td>{@code deletion}</td></tr>
 * <tr><td>range of rows deleted</td><td>partition-key columns</td><td>{@code deletion}, {@code
 *     range}</td></tr>
 * <tr><td>partition deleted</td><td>partition-key columns</td><td>{@code deletion}</td></tr>
 * </table>
 *
 * <p>Headers and the record's timestamp are those of {@link FlatEnvelope}.
 *
 * <p>Not thread-safe: each destination's pipeline thread has its own.
 */
public final class ProtobufEnvelope implements Envelope {
  private final FlatHeaders headers = new FlatHeaders();
  private final Map<Table, ProtobufTable> tables = new HashMap<>();

  @Override
  public Outgoing wrap(Change change, String topic) {
    ProtobufTable table = tables.computeIfAbsent(change.table(), ProtobufTable::new);
    byte[] key = table.key(change.key()).toByteArray();
    byte[] value = table.event(change).toByteArray();
    return Outgoing.of(change, topic, key, value, RecordTime.of(change), headers.of(change));
  }
}
