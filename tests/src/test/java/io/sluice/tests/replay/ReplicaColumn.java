package io.sluice.tests.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A column of a row, put together from what records say of it. */
interface ReplicaColumn {

  /**
   * Takes in what one record says of it.
   *
   * @param stored whether the writetimes are those that Cassandra stored
   */
  void apply(JsonNode json, boolean stored);

  /**
   * Adds what can be seen behind a tombstone.
   *
   * @param rowDeletion what was written at or before it is deleted; {@link Long#MIN_VALUE} without
   *     a tombstone
   */
  void show(long rowDeletion, Map<String, Datum> values);
}
