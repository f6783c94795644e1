package io.sluice.trigger.encode;

import static io.sluice.trigger.encode.ProtoBuffer.FIXED64;
import static io.sluice.trigger.encode.ProtoBuffer.LENGTH_DELIMITED;
import static io.sluice.trigger.encode.ProtoBuffer.VARINT;
import static io.sluice.trigger.encode.ProtoBuffer.tag;

import io.sluice.wal.record.Bound;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.RangeDeletion;
import io.sluice.wal.record.WalRecord;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.cassandra.db.ClusteringBound;
import org.apache.cassandra.db.RangeTombstone;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.Row;

/**
 * Writes a PartitionUpdate as a serialized {@link WalRecord} that holds a {@link PartitionChange}:
 * byte for byte what the generated classes would write for the same content, but in one pass over
 * the update and without an object for each part of it.
 *
 * <p>For one thread; {@link #ofThread()} gives each thread its own. Holds on to no update.
 */
public final class PartitionEncoder {
  private static final byte CAPTURED_AT = tag(WalRecord.CAPTURED_AT_FIELD_NUMBER, FIXED64);
  private static final byte NOW_IN_SECONDS = tag(WalRecord.NOW_IN_SECONDS_FIELD_NUMBER, VARINT);
  private static final byte SCHEMA_VERSION = tag(WalRecord.SCHEMA_VERSION_FIELD_NUMBER, FIXED64);
  private static final byte CHANGE = tag(WalRecord.CHANGE_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final byte PARTITION_KEY =
      tag(PartitionChange.PARTITION_KEY_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte TIMESTAMP = tag(PartitionChange.TIMESTAMP_FIELD_NUMBER, FIXED64);
  private static final byte DELETION = tag(PartitionChange.DELETION_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte STATIC_ROW =
      tag(PartitionChange.STATIC_ROW_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte ROWS = tag(PartitionChange.ROWS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte RANGE_DELETIONS =
      tag(PartitionChange.RANGE_DELETIONS_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final byte RANGE_START = tag(RangeDeletion.START_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte RANGE_END = tag(RangeDeletion.END_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte RANGE_DELETION =
      tag(RangeDeletion.DELETION_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final byte BOUND_VALUES = tag(Bound.VALUES_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte BOUND_INCLUSIVE = tag(Bound.INCLUSIVE_FIELD_NUMBER, VARINT);

  /** Tag and eight bytes. */
  private static final int FIXED64_FIELD = 1 + Long.BYTES;

  /**
   * Weak, since a ThreadLocal's value is only let go by its thread: the database's threads would
   * otherwise keep this class, and with it the class loader of a trigger that was reloaded.
   */
  private static final ThreadLocal<WeakReference<PartitionEncoder>> ENCODERS = new ThreadLocal<>();

  private final ProtoBuffer out = new ProtoBuffer();
  private final TimeBases times = new TimeBases();
  private final RowEncoder rows = new RowEncoder(out, times);

  /** What stands before the change is probably as long as the last time. */
  private int headerLength = 2 * FIXED64_FIELD + 2;

  /** The calling thread's encoder. */
  public static PartitionEncoder ofThread() {
    WeakReference<PartitionEncoder> reference = ENCODERS.get();
    PartitionEncoder encoder = reference == null ? null : reference.get();
    if (encoder == null) {
      encoder = new PartitionEncoder();
      ENCODERS.set(new WeakReference<>(encoder));
    }
    return encoder;
  }

  /** Holds the record from index 0 on after {@link #encode}, until the next call. */
  public byte[] bytes() {
    return out.array();
  }

  /** Gives the memory of an exceptionally large record back; {@link #bytes()} is void then. */
  public void release() {
    out.shrink();
  }

  /**
   * Writes a record into {@link #bytes()}.
   *
   * @param table what the update's own TableMetadata is captured as
   * @param capturedAt microseconds since the epoch, not 0
   * @return the length of the record
   */
  public int encode(PartitionUpdate update, CapturedTable table, long capturedAt) {
    times.clear();
    out.position(headerLength);
    change(update, table);
    return header(table, capturedAt);
  }

  /** Written last, since only then is known what stands in it; returns the record's end. */
  private int header(CapturedTable table, long capturedAt) {
    int changeLength = out.position() - headerLength;
    int needed = headerLength(changeLength);
    if (needed != headerLength) {
      out.move(headerLength, needed - headerLength);
      headerLength = needed;
    }
    int end = out.position();
    out.position(0);
    out.fixed64(CAPTURED_AT, capturedAt);
    out.zigzag(NOW_IN_SECONDS, times.nowInSeconds());
    out.fixed64(SCHEMA_VERSION, table.schema().version());
    out.length(CHANGE, changeLength);
    return end;
  }

  private int headerLength(int changeLength) {
    long now = times.nowInSeconds();
    int nowField = now == 0 ? 0 : 1 + ProtoBuffer.varintWidth(ProtoBuffer.zigzag(now));
    return 2 * FIXED64_FIELD + nowField + 1 + ProtoBuffer.varintWidth(changeLength);
  }

  private void change(PartitionUpdate update, CapturedTable table) {
    partitionKey(update.partitionKey().getKey());
    int timestamp = out.position();
    out.fixed64(TIMESTAMP, 0);
    rows.deletion(DELETION, update.partitionLevelDeletion());
    Row staticRow = update.staticRow();
    if (!staticRow.isEmpty()) {
      rows.row(table.isStaticCompact() ? ROWS : STATIC_ROW, staticRow, table);
    }
    for (Iterator<Row> iterator = update.iterator(); iterator.hasNext(); ) {
      rows.row(ROWS, iterator.next(), table);
    }
    if (update.deletionInfo().hasRanges()) {
      ranges(update.deletionInfo().rangeIterator(false));
    }
    baseTimestamp(timestamp);
  }

  private void partitionKey(ByteBuffer key) {
    if (key.hasRemaining()) {
      out.value(PARTITION_KEY, key);
    }
  }

  /** Only known now; 0 is what an absent field means. */
  private void baseTimestamp(int at) {
    if (times.timestamp() == 0) {
      out.move(at + FIXED64_FIELD, -FIXED64_FIELD);
    } else {
      int end = out.position();
      out.position(at);
      out.fixed64(TIMESTAMP, times.timestamp());
      out.position(end);
    }
  }

  private void ranges(Iterator<RangeTombstone> ranges) {
    while (ranges.hasNext()) {
      RangeTombstone range = ranges.next();
      int start = out.open(RANGE_DELETIONS, 1);
      bound(RANGE_START, range.deletedSlice().start());
      bound(RANGE_END, range.deletedSlice().end());
      rows.deletion(RANGE_DELETION, range.deletionTime());
      out.close(start, 1);
    }
  }

  private void bound(byte tag, ClusteringBound<?> bound) {
    int start = out.open(tag, 1);
    rows.clustering(BOUND_VALUES, bound);
    out.varint(BOUND_INCLUSIVE, bound.isInclusive() ? 1 : 0);
    out.close(start, 1);
  }
}
