package io.sluice.relay.checkpoint;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.mapdb.volume.Volume;

/**
 * The layout of one slot of a {@link CheckpointFile}, big-endian:
 *
 * <pre>
 *  0                8         12       16            24           32          40       44
 *  +----------------+---------+--------+-------------+------------+-----------+--------+
 *  | magic          | version | zeroes | generation  | journal id | position  | CRC32C |
 *  +----------------+---------+--------+-------------+------------+-----------+--------+
 * </pre>
 *
 * @param generation grows by one with each store, so tells which slot is newer
 */
record CheckpointSlot(long generation, Checkpoint checkpoint) {
  private static final long MAGIC = 0x534c55494345434bL; // "SLUICECK"
  private static final int VERSION = 1;
  private static final int SIZE = 44;
  private static final int CRC_AT = 40;

  void write(Volume volume, long offset) {
    ByteBuffer slot = ByteBuffer.allocate(SIZE);
    slot.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(generation);
    slot.putLong(checkpoint.journalId()).putLong(checkpoint.position());
    slot.putInt(crc(slot.array()));
    volume.putData(offset, slot.array(), 0, SIZE);
  }

  /** What the slot holds; empty if it was never written, or not written whole. */
  static Optional<CheckpointSlot> read(Volume volume, long offset) {
    ByteBuffer slot = ByteBuffer.wrap(bytes(volume, offset));
    boolean valid =
        slot.getLong(0) == MAGIC
            && slot.getInt(8) == VERSION
            && slot.getInt(CRC_AT) == crc(slot.array());
    if (!valid) {
      return Optional.empty();
    }
    Checkpoint checkpoint = new Checkpoint(slot.getLong(24), slot.getLong(32));
    return Optional.of(new CheckpointSlot(slot.getLong(16), checkpoint));
  }

  /** Whether nothing was ever written there. */
  static boolean isBlank(Volume volume, long offset) {
    for (byte b : bytes(volume, offset)) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(Volume volume, long offset) {
    byte[] bytes = new byte[SIZE];
    volume.getData(offset, bytes, 0, SIZE);
    return bytes;
  }

  private static int crc(byte[] slot) {
    CRC32C crc = new CRC32C();
    crc.update(slot, 0, CRC_AT);
    return (int) crc.getValue();
  }
}
