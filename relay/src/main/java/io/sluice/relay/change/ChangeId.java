package io.sluice.relay.change;

import java.util.HexFormat;

/**
 * The identity of a change, 128 bits: equal for the copies of one mutation that a client sent twice
 * or over two nodes, different for any two other changes.
 */
public record ChangeId(long high, long low) {

  /** 32 lower-case hex digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
