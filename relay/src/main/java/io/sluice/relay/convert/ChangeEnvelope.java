package io.sluice.relay.convert;

import io.sluice.relay.change.Table;

/**
 * Makes records of the envelope {@code change}: everything that Cassandra holds of the change, cell
 * by cell, so that a consumer can end up with the same table.
 *
 * <p>Key, headers and timestamp are those of {@link FlatEnvelope}. The value is never null, that of
 * a row delete neither; it is an object of
 *
 * <table>
 * <caption>fields of a value</caption>
 * <tr><td>{@code operation}, {@code scope}</td><td>INSERT, UPDATE, DELETE; row, static, range,
 *     partition</td></tr>
 * <tr><td>{@code keyspace}, {@code table}, {@code table_id}, {@code schema_version}</td><td>of the
 *     table as it was then</td></tr>
 * <tr><td>{@code change_id}</td><td>as in the header</td></tr>
 * <tr><td>{@code source}</td><td>{@code cluster}, {@code data_center}, {@code host_id}, and the
 *     {@code position} in the node's journal</td></tr>
 * <tr><td>{@code captured_at}, {@code writetime}</td><td>µs since the epoch</td></tr>
 * <tr><td>{@code outcome}, {@code writetime_kind}</td><td>applied, unknown, not_awaited; stored,
 *     proposed, unknown</td></tr>
 * <tr><td>{@code key}</td><td>what the record's key is</td></tr>
 * <tr><td>{@code raw}</td><td>see {@link ChangeRawKeys}</td></tr>
 * <tr><td>{@code liveness}</td><td>of INSERT, the row marker: {@code {"writetime": 1, "ttl": 60,
 *     "expires_at": 1700000060}}</td></tr>
 * <tr><td>{@code deletion}</td><td>of DELETE: {@code {"writetime": 1, "deleted_at":
 *     1700000000}}</td></tr>
 * <tr><td>{@code range}</td><td>of scope range: what {@code flat} has for value</td></tr>
 * <tr><td>{@code columns}</td><td>of INSERT and UPDATE, by name: {@link ChangeCell}s, and {@link
 *     ChangeElements} where the column is multi-cell</td></tr>
 * </table>
 *
 * <p>What does not apply is absent, and null where the converter takes schemas: a table then has
 * one schema for its values, {@code <keyspace>.<table>.Change}, whatever its changes.
 */
public final class ChangeEnvelope extends ConnectEnvelope {
  public ChangeEnvelope(ConnectFormat keyFormat, ConnectFormat valueFormat) {
    super(keyFormat, valueFormat);
  }

  @Override
  RecordValue value(Table table, boolean structs) {
    return new ChangeValue(table, structs);
  }
}
