package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mapdb.volume.SingleByteArrayVol;

class SegmentTest {
  private static final int SIZE = 64 << 10;
  private static final int CLAIM = 40 << 10;
  private static final int END = SegmentFormat.HEADER_SIZE + CLAIM;
  private static final long AT_ONCE = 1;
  private static final long LONG = Duration.ofMinutes(1).toNanos();

  private final SingleByteArrayVol volume = new SingleByteArrayVol(SIZE);
  private final Segment segment = new Segment(1, SIZE, volume);

  @Test
  void theFirstClaimWithoutRoomMarksTheEnd() {
    assertThat(segment.claim(CLAIM)).isEqualTo(SegmentFormat.HEADER_SIZE);
    assertThat(segment.awaitMark(AT_ONCE)).isFalse();
    assertThat(segment.claim(CLAIM)).isEqualTo(Segment.FULL);
    assertThat(segment.awaitMark(LONG)).isTrue();
    assertThat(SegmentFormat.isEnd(volume.getLong(END), 1, END)).isTrue();
    assertThat(segment.claim(CLAIM)).isEqualTo(Segment.FULL);
  }

  @Test
  void aSealedSegmentIsMarked() {
    assertThat(segment.claim(CLAIM)).isEqualTo(SegmentFormat.HEADER_SIZE);
    segment.seal();
    assertThat(segment.awaitMark(LONG)).isTrue();
    assertThat(SegmentFormat.isEnd(volume.getLong(END), 1, END)).isTrue();
  }

  @Test
  void nobodyWaitsForTheMarkOfASegmentThatIsBroken() {
    assertThat(segment.claim(CLAIM)).isEqualTo(SegmentFormat.HEADER_SIZE);
    segment.abandon();
    assertThat(segment.awaitMark(LONG)).isTrue();
    assertThat(volume.getLong(END)).isEqualTo(SegmentFormat.UNWRITTEN);
  }
}
