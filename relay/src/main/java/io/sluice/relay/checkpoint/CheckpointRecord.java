package io.sluice.relay.checkpoint;

import java.io.IOException;

/**
 * A checkpoint as the value of a Kafka record: the bytes of a {@link CheckpointSlot} of no
 * generation, since of two records the later one holds. Equal checkpoints have equal bytes.
 */
public final class CheckpointRecord {
  private CheckpointRecord() {}

  public static byte[] bytes(Checkpoint checkpoint) {
    return new CheckpointSlot(0, checkpoint).bytes();
  }

  /**
   * Reads what {@link #bytes} made.
   *
   * @throws IOException if it is damaged, or a newer relay's: a position is never guessed
   */
  public static Checkpoint read(byte[] bytes) throws IOException {
    return CheckpointSlot.read(bytes)
        .orElseThrow(
            () ->
                new IOException(
                    "the position stored in Kafka (key: checkpoint_topic) is damaged, or was"
                        + " written by a newer relay; run that one, or name another topic to begin"
                        + " at the position in the state directory"))
        .checkpoint();
  }
}
