package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.UndeliverableChangeException;
import org.apache.kafka.connect.data.Schema;

/** Makes the values of one table's records. */
interface RecordValue {

  /** Of every value, where the converter takes schemas. */
  Schema schema();

  /**
   * The value of a change's record, as Connect takes it; null: a tombstone.
   *
   * @throws UndeliverableChangeException if the change holds what is no value of its column's type
   */
  Object of(Change change);
}
