package io.sluice.trigger.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array that Protobuf fields are written into, in one pass and without garbage.
 *
 * <p>A nested message's length stands before its content and is only known after it. So {@link
 * #open} leaves room for a length of the expected width, and {@link #close} moves the content in
 * the rare case that the expectation was wrong.
 *
 * <p>For one thread.
 */
final class ProtoBuffer {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;

  private static final int INITIAL_SIZE = 4096;
  private static final int KEPT_SIZE = 1 << 20;
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8; // of an array, in every JVM
  private static final int MAX_VARINT = 10;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[INITIAL_SIZE];
  private int position;

  /** A field's tag; only numbers below 16 are written here, so that a tag is one byte. */
  static byte tag(int fieldNumber, int wireType) {
    return (byte) (fieldNumber << 3 | wireType);
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  void position(int newPosition) {
    position = newPosition;
  }

  /** Gives the memory of an exceptionally large record back. */
  void shrink() {
    if (bytes.length > KEPT_SIZE) {
      bytes = new byte[INITIAL_SIZE];
    }
  }

  /** Absent if 0, as Protobuf has it for fields without presence. */
  void varint(byte tag, long value) {
    if (value != 0) {
      ensure(1 + MAX_VARINT);
      bytes[position++] = tag;
      putVarint(value);
    }
  }

  /** Absent if 0. */
  void zigzag(byte tag, long value) {
    varint(tag, zigzag(value));
  }

  static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  /** Written even if 0. */
  void fixed64(byte tag, long value) {
    ensure(1);
    bytes[position++] = tag;
    packedFixed64(value);
  }

  /** One element of a packed field, whose tag and length stand before all of them. */
  void packedFixed64(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, position, value);
    position += Long.BYTES;
  }

  /** A bytes field of eight bytes, most significant first: a CQL bigint. */
  void bigEndian(byte tag, long value) {
    ensure(2 + Long.BYTES);
    bytes[position++] = tag;
    bytes[position++] = Long.BYTES;
    BIG_ENDIAN_LONG.set(bytes, position, value);
    position += Long.BYTES;
  }

  /**
   * A bytes field, written even if empty.
   *
   * @param value a {@code byte[]} or a {@link ByteBuffer}, which are the two that Cassandra keeps
   *     values in; a buffer's position stays
   */
  void value(byte tag, Object value) {
    int size = sizeOf(value);
    ensure(1 + MAX_VARINT + size);
    bytes[position++] = tag;
    putVarint(size);
    copy(value, size);
  }

  /** A nested message that holds nothing but {@link #value}. */
  void nestedValue(byte outerTag, byte tag, Object value) {
    int size = sizeOf(value);
    ensure(2 + MAX_VARINT);
    bytes[position++] = outerTag;
    putVarint(1L + varintWidth(size) + size);
    value(tag, value);
  }

  /** Tag and length of a field whose content stands behind them already. */
  void length(byte tag, int length) {
    bytes[position++] = tag;
    putVarint(length);
  }

  /** A nested message without fields. */
  void empty(byte tag) {
    ensure(2);
    bytes[position++] = tag;
    bytes[position++] = 0;
  }

  static int sizeOf(Object value) {
    return value instanceof byte[] ? ((byte[]) value).length : ((ByteBuffer) value).remaining();
  }

  /**
   * Begins a nested message.
   *
   * @param width bytes that its length will probably take
   * @return what {@link #close} wants to know
   */
  int open(byte tag, int width) {
    ensure(1 + width);
    bytes[position++] = tag;
    int start = position;
    position += width;
    return start;
  }

  /**
   * Ends a nested message.
   *
   * @return the bytes that its length took
   */
  int close(int start, int width) {
    int length = position - start - width;
    int needed = varintWidth(length);
    if (needed != width) {
      move(start + width, needed - width);
    }
    int end = position;
    position = start;
    putVarint(length);
    position = end;
    return needed;
  }

  /** Moves everything from an offset on by some bytes, forwards or, if negative, back. */
  void move(int from, int by) {
    ensure(Math.max(by, 0));
    System.arraycopy(bytes, from, bytes, from + by, position - from);
    position += by;
  }

  static int varintWidth(long value) {
    return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  private void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  private void copy(Object value, int size) {
    if (value instanceof byte[]) {
      System.arraycopy((byte[]) value, 0, bytes, position, size);
    } else {
      copyBuffer((ByteBuffer) value, size);
    }
    position += size;
  }

  private void copyBuffer(ByteBuffer value, int size) {
    if (value.hasArray()) {
      int from = value.arrayOffset() + value.position();
      System.arraycopy(value.array(), from, bytes, position, size);
    } else {
      value.duplicate().get(bytes, position, size);
    }
  }

  private void ensure(int more) {
    if (bytes.length - position < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    int needed = Math.addExact(position, more);
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, MAX_SIZE)));
  }
}
