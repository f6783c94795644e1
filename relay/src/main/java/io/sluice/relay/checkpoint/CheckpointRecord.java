package io.sluice.relay.checkpoint;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A checkpoint as the value of a Kafka record, big-endian; of two records the later one holds:
 *
 * <pre>
 *  0       8         12           20         28     32     end - 4
 *  +-------+---------+------------+----------+------+------+--------+
 *  | magic | version | journal id | position | n    | open | CRC32C |
 *  +-------+---------+------------+----------+------+------+--------+
 * </pre>
 *
 * where {@code open} is n positions, each as the varint of what it is above the one before, and the
 * checksum is of all before it. All that are open are in it, or what was delivered behind them
 * would be delivered again: a position takes one to three bytes, so the most that a relay holds
 * back are far below a broker's limit of 1 MiB. Equal checkpoints have equal bytes.
 */
public final class CheckpointRecord {
  private static final long MAGIC = 0x534c554943455458L; // "SLUICETX"
  private static final int VERSION = 1;
  private static final int VERSION_END = 12;
  private static final int OPEN_AT = 32;
  private static final int LONGEST_VARINT = 10;
  private static final int CRC_SIZE = 4;

  private CheckpointRecord() {}

  public static byte[] bytes(Checkpoint checkpoint) {
    List<Long> open = checkpoint.open();
    ByteBuffer record = ByteBuffer.allocate(OPEN_AT + LONGEST_VARINT * open.size() + CRC_SIZE);
    record.putLong(MAGIC).putInt(VERSION);
    record.putLong(checkpoint.journalId()).putLong(checkpoint.position()).putInt(open.size());
    long before = 0;
    for (long position : open) {
      putVarint(record, position - before);
      before = position;
    }
    record.putInt(crc(record.array(), record.position()));
    return Arrays.copyOf(record.array(), record.position());
  }

  /**
   * Reads what {@link #bytes} made.
   *
   * @throws IOException if it is damaged, or a newer relay's: a position is never guessed
   */
  public static Checkpoint read(byte[] bytes) throws IOException {
    ByteBuffer record = ByteBuffer.wrap(bytes);
    if (bytes.length < VERSION_END || record.getLong() != MAGIC) {
      throw refusal("is damaged, or no position at all; make sure that nothing else writes there");
    }
    int version = record.getInt();
    if (version > VERSION) {
      throw refusal("was written by a newer relay; run that one");
    }
    int end = bytes.length - CRC_SIZE;
    if (end < OPEN_AT || record.getInt(end) != crc(bytes, end)) {
      throw refusal("is damaged; make sure that nothing else writes there");
    }
    try {
      return checkpoint(record.limit(end));
    } catch (BufferUnderflowException e) {
      throw refusal("is not what a relay writes; make sure that nothing else writes there");
    }
  }

  private static Checkpoint checkpoint(ByteBuffer record) {
    long journalId = record.getLong();
    long position = record.getLong();
    int count = record.getInt();
    List<Long> open = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < count; i++) {
      before += varint(record);
      open.add(before);
    }
    return new Checkpoint(journalId, position, open);
  }

  private static void putVarint(ByteBuffer record, long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      record.put((byte) (rest | 0x80));
    }
    record.put((byte) rest);
  }

  private static long varint(ByteBuffer record) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = record.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static int crc(byte[] record, int end) {
    CRC32C crc = new CRC32C();
    crc.update(record, 0, end);
    return (int) crc.getValue();
  }

  private static IOException refusal(String what) {
    return new IOException(
        "the position stored in Kafka (key: checkpoint_topic) "
            + what
            + ", or name another topic to begin at the position in the state directory");
  }
}
