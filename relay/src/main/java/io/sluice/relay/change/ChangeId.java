package io.sluice.relay.change;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;

/**
 * The identity of a change, 128 bits: equal for the copies of one mutation that a client sent twice
 * or over two nodes, different for any two other changes.
 */
public record ChangeId(long high, long low) {

  /** 32 lower-case hex digits. */
  @Override
  public String toString() {
    BaseEncoding hex = BaseEncoding.base16().lowerCase();
    return hex.encode(Longs.toByteArray(high)) + hex.encode(Longs.toByteArray(low));
  }
}
