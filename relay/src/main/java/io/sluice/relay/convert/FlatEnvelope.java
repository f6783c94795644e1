package io.sluice.relay.convert;

import io.sluice.relay.change.Table;

/**
 * Makes records of the envelope {@code flat}.
 *
 * <table>
 * <caption>key and value of a record</caption>
 * <tr><th>change</th><th>key</th><th>value</th></tr>
 * <tr><td>row written</td><td>all primary-key columns</td><td>the other columns that it sets:
 *     unset ones are absent, deleted ones null</td></tr>
 * <tr><td>static columns written</td><td>partition-key columns</td><td>the static columns that it
 *     sets</td></tr>
 * <tr><td>row deleted</td><td>all primary-key columns</td><td>null, a tombstone</td></tr>
 * <tr><td>range of rows deleted</td><td>partition-key columns</td><td>{@code {"start":
 *     {"clustering": {"ck": 1}, "inclusive": true}, "end": null, "clustering_order": {"ck": "ASC"}}}:
 *     the first and the last in clustering order, so that {@code start} has the greater value of a
 *     column that is {@code DESC}; a bound may name fewer columns than there are, null is
 *     open</td></tr>
 * <tr><td>partition deleted</td><td>partition-key columns</td><td>the same, open on both
 *     sides</td></tr>
 * </table>
 *
 * <p>The deletion of a partition that can only have one row, since its table has no clustering
 * columns, is that of a row.
 *
 * <p>Where a converter takes schemas, a table has one schema for its keys and one for its values,
 * whatever its changes: every field is optional, what is absent above is null, and the range of a
 * delete is the field {@code _range} of the value (with more underscores if a column is called
 * that).
 *
 * <p>Headers, all of them text: {@code keyspace}, {@code table}, {@code operation} (INSERT, UPDATE,
 * DELETE), {@code writetime} (µs since the epoch, the newest of what the change sets), {@code
 * change_id}, {@code source} (data center/host id); {@code ttl} (seconds) where all that it sets
 * has one; {@code outcome} (unknown) of a write that may not have happened; {@code writetime_kind}
 * (proposed) where Cassandra stored another writetime; {@code scope} of a delete (row, range,
 * partition) and of static columns (static). The record's timestamp is the writetime in ms; see
 * {@link RecordTime} for the exception.
 *
 * <p>Not thread-safe, as many converters are not: each destination's pipeline thread has its own.
 */
public final class FlatEnvelope extends ConnectEnvelope {
  public FlatEnvelope(ConnectFormat keyFormat, ConnectFormat valueFormat) {
    super(keyFormat, valueFormat);
  }

  @Override
  RecordValue value(Table table, boolean structs) {
    return new FlatValue(table, structs);
  }
}
