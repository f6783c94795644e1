package io.sluice.relay.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.mapdb.volume.Volume;

/**
 * The layout of one slot of a {@link CheckpointFile}, big-endian:
 *
 * <pre>
 *  0        8         12      16           24           32         40     40 + 8 n    44 + 8 n
 *  +--------+---------+-------+------------+------------+----------+------+-----------+
 *  | magic  | version | n     | generation | journal id | position | open | CRC32C    |
 *  +--------+---------+-------+------------+------------+----------+------+-----------+
 * </pre>
 *
 * where {@code open} is n positions of 8 bytes, and the checksum is of all before it.
 *
 * @param generation grows by one with each store, so tells which slot is newer
 */
record CheckpointSlot(long generation, Checkpoint checkpoint) {
  /** Room for {@link Checkpoint#MAX_OPEN} positions, in pages. */
  static final int SIZE = 32 << 10;

  private static final long MAGIC = 0x534c55494345434bL; // "SLUICECK"
  private static final int VERSION = 2;
  private static final int OPEN_AT = 40;
  private static final int CRC_SIZE = 4;

  void write(Volume volume, long offset) {
    List<Long> open = checkpoint.open();
    ByteBuffer slot = ByteBuffer.allocate(OPEN_AT + Long.BYTES * open.size() + CRC_SIZE);
    slot.putLong(MAGIC).putInt(VERSION).putInt(open.size()).putLong(generation);
    slot.putLong(checkpoint.journalId()).putLong(checkpoint.position());
    open.forEach(slot::putLong);
    slot.putInt(crc(slot.array(), slot.position()));
    volume.putData(offset, slot.array(), 0, slot.capacity());
  }

  /** What the slot holds; empty if it was never written, or not written whole. */
  static Optional<CheckpointSlot> read(Volume volume, long offset) {
    ByteBuffer slot = ByteBuffer.wrap(bytes(volume, offset));
    if (slot.getLong() != MAGIC || slot.getInt() != VERSION) {
      return Optional.empty();
    }
    int count = slot.getInt();
    if (count < 0 || count > Checkpoint.MAX_OPEN) {
      return Optional.empty();
    }
    int end = OPEN_AT + Long.BYTES * count;
    return slot.getInt(end) == crc(slot.array(), end)
        ? Optional.of(read(slot, count))
        : Optional.empty();
  }

  private static CheckpointSlot read(ByteBuffer slot, int count) {
    long generation = slot.getLong();
    long journalId = slot.getLong();
    long position = slot.getLong();
    List<Long> open = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      open.add(slot.getLong());
    }
    return new CheckpointSlot(generation, new Checkpoint(journalId, position, open));
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

  private static int crc(byte[] slot, int end) {
    CRC32C crc = new CRC32C();
    crc.update(slot, 0, end);
    return (int) crc.getValue();
  }
}
