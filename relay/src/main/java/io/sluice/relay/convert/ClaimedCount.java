package io.sluice.relay.convert;

import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Refuses a collection that claims more elements than its bytes can hold. The driver's codecs
 * believe the claim and reserve memory for it: four damaged bytes would cost the relay its heap.
 */
final class ClaimedCount {
  private ClaimedCount() {}

  /**
   * Guards the codec of a type whose values start with a number of elements.
   *
   * @param leastSize of an element, in bytes
   */
  static <T> Function<ByteBuffer, T> guard(int leastSize, Function<ByteBuffer, T> codec) {
    return bytes -> {
      if (bytes != null && bytes.hasRemaining()) {
        check(bytes.getInt(bytes.position()), (bytes.remaining() - Integer.BYTES) / leastSize);
      }
      return codec.apply(bytes);
    };
  }

  private static void check(int claimed, int most) {
    if (claimed < 0 || claimed > most) {
      throw new IllegalArgumentException(
          "a collection of " + claimed + " elements in the bytes of at most " + most);
    }
  }
}
