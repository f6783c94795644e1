package io.sluice.relay.restamp;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import java.nio.ByteBuffer;

/**
 * What Cassandra holds of one column of one row.
 *
 * @param value serialized; null: nothing
 * @param writetime microseconds since the epoch; means nothing without a value
 */
record StoredCell(ByteBuffer value, long writetime) {

  /** Whether it looks as a write of {@code cell} leaves it. */
  boolean holds(Cell cell) {
    ByteString written = cell.value();
    return written == null ? value == null : written.asReadOnlyByteBuffer().equals(value);
  }
}
