package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wal.Position;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.WalRecord;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeEncoderTest {
  private static final int FRAME_HEADER = 8;

  /** What a reader looks for behind damaged bytes. */
  private static final byte OUTCOME_TAG = 0x2a;

  private final OutcomeEncoder encoder = OutcomeEncoder.ofThread();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 2047, 2048, 4096})
  void writesWhatTheGeneratedClassesWould(int changes) {
    long[] positions =
        LongStream.range(0, changes).map(i -> Position.of(i << 20, (int) i * 8)).toArray();

    for (boolean conditional : new boolean[] {false, true}) {
      assertThat(encoded(Outcome.Kind.FAILED, conditional, positions))
          .isEqualTo(generated(Outcome.Kind.FAILED, conditional, positions));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNIZED")
  void ofOneChangeIsAFrameOf24BytesEvenIfConditional(Outcome.Kind kind) {
    long position = Position.of((1L << 35) - 1, Integer.MAX_VALUE - 7);
    for (boolean conditional : new boolean[] {false, true}) {
      byte[] record = encoded(kind, conditional, position);

      assertThat(record).isEqualTo(generated(kind, conditional, position)).startsWith(OUTCOME_TAG);
      assertThat(FRAME_HEADER + record.length).isLessThanOrEqualTo(24);
    }
  }

  private byte[] encoded(Outcome.Kind kind, boolean conditional, long... positions) {
    encoder.begin(kind, conditional);
    for (long position : positions) {
      encoder.add(position);
    }
    assertThat(encoder.count()).isEqualTo(positions.length);
    int length = encoder.end();
    return Arrays.copyOf(encoder.bytes(), length);
  }

  private static byte[] generated(Outcome.Kind kind, boolean conditional, long... positions) {
    Outcome.Builder outcome = Outcome.newBuilder().setKind(kind).setConditional(conditional);
    for (long position : positions) {
      outcome.addPosition(position);
    }
    return WalRecord.newBuilder().setOutcome(outcome).build().toByteArray();
  }
}
