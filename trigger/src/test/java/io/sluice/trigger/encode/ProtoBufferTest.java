package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoBufferTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final byte TAG = ProtoBuffer.tag(1, ProtoBuffer.LENGTH_DELIMITED);

  private final ProtoBuffer buffer = new ProtoBuffer();

  @ParameterizedTest
  @MethodSource("contents")
  void copiesValuesOfEveryKindAndLeavesThemAsTheyAre(Object value) {
    buffer.value(TAG, value);

    assertThat(written()).startsWith(TAG, (byte) CONTENT.length).endsWith(CONTENT);
    assertThat(ProtoBuffer.sizeOf(value)).isEqualTo(CONTENT.length);
  }

  static Stream<Object> contents() {
    byte[] padded = "..content..".getBytes(StandardCharsets.UTF_8);
    ByteBuffer heap = ByteBuffer.wrap(padded, 2, CONTENT.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(padded.length).put(padded);
    direct.position(2).limit(2 + CONTENT.length);
    return Stream.of(CONTENT, heap, heap.slice(), heap.asReadOnlyBuffer(), direct, direct.slice());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 1L << 34, 1L << 35, Long.MAX_VALUE, -1})
  void knowsTheWidthOfAVarint(long value) {
    assertThat(ProtoBuffer.varintWidth(value))
        .isEqualTo(CodedOutputStream.computeUInt64SizeNoTag(value));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void movesAMessageWhoseLengthWasGuessedWrong(int width) {
    int start = buffer.open(TAG, width);
    buffer.value(TAG, new byte[200]);
    int needed = buffer.close(start, width);
    buffer.fixed64(TAG, 1);

    assertThat(needed).isEqualTo(2);
    assertThat(written()).hasSize(1 + 2 + 203 + 9).startsWith(TAG, (byte) (203 | 0x80), (byte) 1);
  }

  @Test
  void leavesOutWhatIsZero() {
    buffer.varint(TAG, 0);
    buffer.zigzag(TAG, 0);

    assertThat(written()).isEmpty();
  }

  @Test
  void givesMemoryBackAfterALargeRecord() {
    buffer.value(TAG, new byte[3 << 20]);
    assertThat(buffer.array().length).isGreaterThan(3 << 20);

    buffer.shrink();

    assertThat(buffer.array().length).isLessThan(1 << 20);
  }

  private byte[] written() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
