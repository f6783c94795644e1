package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the values of primary-key columns that are empty (0 bytes) although {@code key} or {@code
 * range} shows null: {@code key.<column>}, {@code start.<column>}, {@code end.<column>}. Any other
 * null is one: of a clustering column that a row of a COMPACT STORAGE table lacks.
 */
final class ChangeEmptyKeys {
  private final List<String> places = new ArrayList<>();

  private ChangeEmptyKeys() {}

  static List<String> of(Change change) {
    ChangeEmptyKeys empty = new ChangeEmptyKeys();
    Table table = change.table();
    PrimaryKey key = change.key();
    empty.add("key.", table.partitionKey(), key.partition());
    empty.add("key.", table.clustering(), key.clustering());
    if (change instanceof RangeDelete range) {
      empty.add("start.", table.clustering(), range.start().values());
      empty.add("end.", table.clustering(), range.end().values());
    }
    return empty.places;
  }

  private void add(String prefix, List<Column> columns, List<ByteString> values) {
    for (int i = 0; i < values.size(); i++) {
      Column column = columns.get(i);
      if (EmptyValues.hidden(column.type(), values.get(i))) {
        places.add(prefix + column.name());
      }
    }
  }
}
