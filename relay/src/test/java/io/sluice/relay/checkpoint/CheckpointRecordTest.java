package io.sluice.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.wal.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class CheckpointRecordTest {
  private static final int VERSION_AT = 8;
  private static final int COUNT_AT = 28;
  private static final int BROKERS_LIMIT = 1 << 20;
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(-7, Position.of(12, 4096), List.of(Position.of(3, 16), Position.of(11, 48)));

  @Test
  void whatIsWrittenIsRead() throws Exception {
    List<Checkpoint> checkpoints =
        List.of(
            CHECKPOINT,
            new Checkpoint(0, Position.NONE),
            new Checkpoint(
                Long.MIN_VALUE, Long.MAX_VALUE, List.of(0L, 127L, 128L, Long.MAX_VALUE)));
    for (Checkpoint checkpoint : checkpoints) {
      assertThat(CheckpointRecord.read(CheckpointRecord.bytes(checkpoint))).isEqualTo(checkpoint);
    }
  }

  @Test
  void anyCheckpointIsReadAsItWasWritten() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      List<Long> open =
          random.longs(random.nextInt(50), 0, Long.MAX_VALUE).sorted().boxed().toList();
      Checkpoint written = new Checkpoint(random.nextLong(), random.nextLong(), open);
      Checkpoint read = CheckpointRecord.read(CheckpointRecord.bytes(written));
      assertThat(read).as("seed %d", seed).isEqualTo(written);
    }
  }

  /** 100,000 are what the relay holds back at most; a kilobyte is a large frame. */
  @Test
  void asManyAsCanBeOpenFitIntoARecord() throws Exception {
    List<Long> open =
        LongStream.range(0, 100_000).mapToObj(i -> Position.of(7 + i / 16_384, 1024)).toList();
    Checkpoint most = new Checkpoint(1, Position.of(99, 16), open);
    byte[] bytes = CheckpointRecord.bytes(most);
    assertThat(bytes.length).isLessThan(BROKERS_LIMIT / 2);
    assertThat(CheckpointRecord.read(bytes)).isEqualTo(most);
  }

  @Test
  void equalCheckpointsHaveEqualBytes() {
    Checkpoint same =
        new Checkpoint(
            CHECKPOINT.journalId(), CHECKPOINT.position(), List.copyOf(CHECKPOINT.open()));
    assertThat(CheckpointRecord.bytes(same)).isEqualTo(CheckpointRecord.bytes(CHECKPOINT));
  }

  @Test
  void aFlippedBitAnywhereIsNoticed() {
    byte[] whole = CheckpointRecord.bytes(CHECKPOINT);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(bytes);
    }
  }

  @Test
  void aRecordThatIsCutOrLengthenedIsNoticed() {
    byte[] whole = CheckpointRecord.bytes(CHECKPOINT);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length));
    }
    assertRefused(Arrays.copyOf(whole, whole.length + 1));
  }

  /** As a relay might write that has another idea of what is in it. */
  @Test
  void moreOpenThanThereAreIsNoticed() {
    byte[] bytes = CheckpointRecord.bytes(CHECKPOINT);
    ByteBuffer.wrap(bytes).putInt(COUNT_AT, 3);
    assertRefused(resealed(bytes));
  }

  @Test
  void aNewerRelaysIsToldFromADamagedOne() {
    byte[] bytes = CheckpointRecord.bytes(CHECKPOINT);
    ByteBuffer.wrap(bytes).putInt(VERSION_AT, 2);
    assertThatThrownBy(() -> CheckpointRecord.read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("(key: checkpoint_topic) was written by a newer relay; run that one");
  }

  private static byte[] resealed(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    return bytes;
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> CheckpointRecord.read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key: checkpoint_topic");
  }
}
