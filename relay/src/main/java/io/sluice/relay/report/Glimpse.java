package io.sluice.relay.report;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The beginning of a record's key or value, for people to look at. Any thread. */
final class Glimpse {
  private static final int LONGEST = 500; // bytes that are kept
  private static final int LONGEST_BINARY = 64; // bytes that are shown of what is no text

  private final byte[] begin;
  private final int length;

  private Glimpse(byte[] begin, int length) {
    this.begin = begin;
    this.length = length;
  }

  /**
   * Copies the beginning, and reads nothing yet: of most records nobody asks.
   *
   * @param bytes null for a tombstone
   */
  static Glimpse of(byte[] bytes) {
    return bytes == null
        ? new Glimpse(null, 0)
        : new Glimpse(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST)), bytes.length);
  }

  /** As text if it is some, else in hexadecimal. */
  @Override
  public String toString() {
    if (begin == null) {
      return "null";
    }
    String text = text();
    return text == null ? binary() : text + rest(begin.length);
  }

  /** Null if it is none. */
  private String text() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(begin);
    CharBuffer characters = CharBuffer.allocate(begin.length);
    boolean whole = begin.length == length; // else the last character may be cut
    if (decoder.decode(bytes, characters, whole).isError()) {
      return null;
    }
    String text = characters.flip().toString();
    return text.chars().anyMatch(Glimpse::isBinary) ? null : text;
  }

  private static boolean isBinary(int character) {
    return Character.isISOControl(character) && !Character.isWhitespace(character);
  }

  private String binary() {
    int shown = Math.min(begin.length, LONGEST_BINARY);
    return "0x" + HexFormat.of().formatHex(begin, 0, shown) + rest(shown);
  }

  private String rest(int shown) {
    return shown == length ? "" : "… (" + length + " bytes)";
  }
}
