package io.sluice.relay.change;

import com.datastax.oss.driver.api.core.type.DataType;

/**
 * A column of a {@link Table}.
 *
 * @param multiCell whether it is a non-frozen collection or user-defined type, whose elements are
 *     cells of their own
 * @param descending its clustering order
 * @param index its place in {@link Table#columns()}
 */
public record Column(
    String name, Kind kind, DataType type, boolean multiCell, boolean descending, int index) {

  /** What the column is to its table. */
  public enum Kind {
    PARTITION_KEY,
    CLUSTERING,
    STATIC,
    REGULAR
  }
}
