package io.sluice.wal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.wal.record.FramePosition;
import io.sluice.wal.record.Rewritten;
import io.sluice.wal.record.WalRecord;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the part of a segment that could not be synced into the segments behind it. A reader that
 * has the frame from its first place drops the second ({@link Rewritten}).
 */
final class TailRewriter {

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final JournalWriter writer;

  TailRewriter(JournalWriter writer) {
    this.writer = writer;
  }

  void rewrite(Segment segment) {
    int offset = SegmentFormat.HEADER_SIZE;
    while (offset < segment.published()) {
      byte[] record = segment.record(offset);
      if (record != null) {
        rewrite(segment, offset, record);
      }
      offset += segment.frameSizeAt(offset);
    }
  }

  private void rewrite(Segment segment, int offset, byte[] bytes) {
    WalRecord record = parse(bytes);
    if (record.hasSchema()) {
      // Even a synced one: changes of the tail need it, and their new segment may not have it.
      append(bytes);
    } else if (offset >= segment.synced() && !record.hasHeader()) {
      append(wrap(segment, offset, bytes));
    }
  }

  private static byte[] wrap(Segment segment, int offset, byte[] bytes) {
    FramePosition original =
        FramePosition.newBuilder().setSegment(segment.number).setOffset(offset).build();
    return WalRecord.newBuilder()
        .setCapturedAt(Clock.micros())
        .setRewritten(
            Rewritten.newBuilder().setOriginal(original).setRecord(ByteString.copyFrom(bytes)))
        .build()
        .toByteArray();
  }

  /** Tries until there is room: nobody waits for this thread but appends that must be synced. */
  private void append(byte[] record) {
    while (!writer.isClosed()) {
      try {
        writer.write(record, record.length);
        return;
      } catch (JournalClosedException e) {
        return; // the frame stays where it was first written, unsynced
      } catch (JournalFullException e) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private static WalRecord parse(byte[] bytes) {
    try {
      return WalRecord.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a record of this very writer", e);
    }
  }
}
