package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The sum of the increments; a counter that was deleted stays so. */
final class ReplicaCounter implements ReplicaColumn {
  private final Column column;
  private boolean counted;
  private boolean deleted;
  private long sum;

  ReplicaCounter(Column column) {
    this.column = column;
  }

  @Override
  public void apply(JsonNode json, boolean stored) {
    if (json.path("deleted").asBoolean()) {
      deleted = true;
      return;
    }
    counted = true;
    sum += json.required("value").asLong();
  }

  @Override
  public void show(long rowDeletion, Map<String, Datum> values) {
    if (counted && !deleted && rowDeletion == Long.MIN_VALUE) {
      String bytes = RowNames.hex(Codecs.bytes(DataTypes.COUNTER, Long.toString(sum)));
      values.put(column.cql(), Datum.valueOnly(bytes));
    }
  }
}
