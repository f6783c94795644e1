package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Adds the bytes of those values of primary-key columns where {@code key} or {@code range} does not
 * tell them, as {@link RawValues} does: an object {@code raw} of {@code key.<column>}, {@code
 * start.<column>} and {@code end.<column>}. So an empty value is none that a row of a COMPACT
 * STORAGE table lacks: both are shown as null.
 */
final class ChangeRawKeys {
  static final Schema SCHEMA =
      SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.BYTES_SCHEMA).optional().build();

  private final List<Place> partition;
  private final List<Place> clustering;

  ChangeRawKeys(Table table) {
    partition = places(table.partitionKey());
    clustering = places(table.clustering());
  }

  private static List<Place> places(List<Column> columns) {
    return columns.stream().map(c -> new Place(c.name(), new RawValues(c.type()))).toList();
  }

  /** Sets {@code raw} if the change has any. */
  void read(Change change, ObjectShape.Draft into) {
    Map<String, Object> found = new LinkedHashMap<>();
    PrimaryKey key = change.key();
    find("key.", partition, key.partition(), found);
    find("key.", clustering, key.clustering(), found);
    if (change instanceof RangeDelete range) {
      find("start.", clustering, range.start().values(), found);
      find("end.", clustering, range.end().values(), found);
    }
    if (!found.isEmpty()) {
      into.set("raw", found);
    }
  }

  private static void find(
      String prefix, List<Place> places, List<ByteString> values, Map<String, Object> found) {
    for (int i = 0; i < values.size(); i++) {
      Place place = places.get(i);
      if (place.raw.needed(values.get(i))) {
        found.put(prefix + place.column, values.get(i).toByteArray());
      }
    }
  }

  private record Place(String column, RawValues raw) {}
}
