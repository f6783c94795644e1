package io.sluice.wal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.wal.record.FramePosition;
import io.sluice.wal.record.Rewritten;
import io.sluice.wal.record.WalRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Reads all of it before it waits for room: by then the file may be gone. */
  void rewrite(Segment segment) {
    Map<Long, SchemaRecord> schemas = new HashMap<>();
    List<WalRecord> tail = new ArrayList<>();
    int offset = SegmentFormat.HEADER_SIZE;
    while (offset < segment.published()) {
      byte[] bytes = segment.record(offset);
      WalRecord record = bytes == null ? WalRecord.getDefaultInstance() : parse(bytes);
      if (record.hasSchema()) {
        long version = record.getSchema().getVersion();
        schemas.put(version, new SchemaRecord(bytes, version));
      } else if (bytes != null && offset >= segment.synced() && !record.hasHeader()) {
        tail.add(wrap(segment, offset, bytes, record.getSchemaVersion()));
      }
      offset += segment.frameSizeAt(offset);
    }
    tail.forEach(record -> append(schemas.get(record.getSchemaVersion()), record.toByteArray()));
  }

  /** With the schema's version, as the record itself has it: its new segment needs that schema. */
  private static WalRecord wrap(Segment segment, int offset, byte[] bytes, long schemaVersion) {
    FramePosition original =
        FramePosition.newBuilder().setSegment(segment.number).setOffset(offset).build();
    return WalRecord.newBuilder()
        .setCapturedAt(Clock.micros())
        .setSchemaVersion(schemaVersion)
        .setRewritten(
            Rewritten.newBuilder().setOriginal(original).setRecord(ByteString.copyFrom(bytes)))
        .build();
  }

  /** Tries until there is room: nobody waits for this thread but appends that must be synced. */
  private void append(SchemaRecord schema, byte[] record) {
    while (!tryAppend(schema, record)) {
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /** Whether it is done with: a writer that closes leaves the frame where it is, unsynced. */
  private boolean tryAppend(SchemaRecord schema, byte[] record) {
    try {
      writer.write(schema, record, record.length);
      return true;
    } catch (JournalClosedException e) {
      return true;
    } catch (JournalFullException e) {
      return writer.isClosed();
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
