package io.sluice.relay.decode;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.ClusteringValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes primary keys apart. */
final class KeyDecoder {
  private KeyDecoder() {}

  /**
   * The values of the partition-key columns. One column's value stands bare; of several each stands
   * behind its length of 2 bytes and before a byte 0.
   */
  static List<ByteString> partition(Table table, ByteString key) {
    int columns = table.partitionKey().size();
    if (columns == 1) {
      return ImmutableList.of(key);
    }
    ImmutableList.Builder<ByteString> values = ImmutableList.builderWithExpectedSize(columns);
    int at = 0;
    for (int i = 0; i < columns; i++) {
      int end = componentEnd(table, key, at);
      values.add(key.substring(at + Short.BYTES, end));
      at = end + 1;
    }
    if (at != key.size()) {
      throw malformedPartitionKey(table);
    }
    return values.build();
  }

  /** Where the component that starts at {@code at} ends: the place of its byte 0. */
  private static int componentEnd(Table table, ByteString key, int at) {
    if (at + Short.BYTES > key.size()) {
      throw malformedPartitionKey(table);
    }
    int length = (key.byteAt(at) & 0xFF) << 8 | (key.byteAt(at + 1) & 0xFF);
    int end = at + Short.BYTES + length;
    if (end >= key.size() || key.byteAt(end) != 0) {
      throw malformedPartitionKey(table);
    }
    return end;
  }

  private static UndecodableChangeException malformedPartitionKey(Table table) {
    return new UndecodableChangeException(
        table + ": the partition key is not one of " + table.partitionKey().size() + " columns");
  }

  /** The values of a row's clustering columns, null for those that it has none of. */
  static List<ByteString> clustering(Table table, List<ClusteringValue> captured) {
    int columns = table.clustering().size();
    if (columns > 0 && captured.isEmpty()) {
      throw new UndecodableChangeException(table + ": a row without a clustering value");
    }
    List<ByteString> values = prefix(table, captured);
    if (values.size() == columns) {
      return values;
    }
    List<ByteString> padded = new ArrayList<>(values);
    padded.addAll(Collections.nCopies(columns - values.size(), null));
    return Collections.unmodifiableList(padded);
  }

  /** The values of the first clustering columns. */
  static List<ByteString> prefix(Table table, List<ClusteringValue> captured) {
    if (captured.size() > table.clustering().size()) {
      throw new UndecodableChangeException(
          String.format(
              "%s: %d clustering values for %d clustering columns",
              table, captured.size(), table.clustering().size()));
    }
    List<ByteString> values = new ArrayList<>(captured.size());
    for (ClusteringValue value : captured) {
      values.add(value.hasValue() ? value.getValue() : null);
    }
    return Collections.unmodifiableList(values);
  }
}
