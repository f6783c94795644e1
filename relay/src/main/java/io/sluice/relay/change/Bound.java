package io.sluice.relay.change;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Where a range of rows starts or ends, in clustering order.
 *
 * @param values of the first clustering columns, serialized; empty: the range is open on this side
 * @param inclusive whether the rows that begin with {@code values} are in the range
 */
public record Bound(List<ByteString> values, boolean inclusive) {

  /** Whether the range has no bound on this side. */
  public boolean open() {
    return values.isEmpty();
  }
}
