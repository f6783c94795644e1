package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTest {

  @Test
  void packsAndUnpacks() {
    long position = Position.of((1L << 35) - 1, SegmentFormat.MAX_SEGMENT_SIZE);
    assertThat(Position.segment(position)).isEqualTo((1L << 35) - 1);
    assertThat(Position.offset(position)).isEqualTo(SegmentFormat.MAX_SEGMENT_SIZE);
    assertThat(position).isPositive();
  }

  @Test
  void isOrderedBySegmentThenOffset() {
    assertThat(Position.of(1, 4096))
        .isLessThan(Position.of(1, 4104))
        .isLessThan(Position.of(2, 64));
    assertThat(Position.NONE).isLessThan(Position.of(1, 64));
  }

  @Test
  void isReadable() {
    assertThat(Position.toString(Position.of(12, 4096))).isEqualTo("0000000000000012:4096");
  }
}
