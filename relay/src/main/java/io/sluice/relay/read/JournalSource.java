package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.wal.Damage;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.Position;
import io.sluice.wal.record.FramePosition;
import io.sluice.wal.record.Gap;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The captured changes of a journal, in order, from a {@link StartingPoint} on and without end.
 * Whatever else the journal holds is dealt with here: schemas are learnt, gaps are logged, damage
 * is quarantined.
 *
 * <p>For one thread; never blocks.
 */
public final class JournalSource implements AutoCloseable {
  /** What {@link #next} came upon. */
  public enum Found {
    /** A change to deliver: see {@link #change}. */
    CHANGE,
    /** A change before the starting point: delivered already, of use to know a duplicate by. */
    DELIVERED_CHANGE,
    /** Something else, which has been dealt with. */
    OTHER,
    /** All that is written has been read: call again later. */
    NOTHING,
    /** Another journal has taken this one's place: it needs a new source. */
    REPLACED
  }

  private static final Logger log = LoggerFactory.getLogger(JournalSource.class);
  private static final long LOOK_ROUND_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final JournalDirectory directory;
  private final JournalReader reader;
  private final JournalRecords records;
  private final Quarantine quarantine;
  private final Counters counters;

  private long journalId;
  private long resumeAt;
  private boolean confirmed;
  private boolean seekingEnd;
  private long end;
  private Captured change;
  private ByteString bytes;
  private long lookRoundAt = System.nanoTime();

  /**
   * Opens nothing yet: what is wrong with the journal shows in {@link #next}.
   *
   * @param tableReader throws {@link UndecodableChangeException} for a schema that it cannot read
   */
  public JournalSource(
      JournalDirectory directory,
      StartingPoint start,
      Function<TableSchema, Table> tableReader,
      Quarantine quarantine,
      Counters counters) {
    this.directory = directory;
    this.reader = JournalReader.open(directory, start.fromSegment());
    this.records = new JournalRecords(tableReader);
    this.quarantine = quarantine;
    this.counters = counters;
    this.journalId = start.journalId();
    this.resumeAt = start.resumeAt();
    this.seekingEnd = start.atEnd();
    this.end = resumeAt;
  }

  /**
   * Moves on to the next record, if there is one.
   *
   * @throws IOException if the journal cannot be read, or the quarantine not be written; a new
   *     source at the last position tries again
   */
  public Found next() throws IOException {
    return switch (reader.next()) {
      case RECORD -> record();
      case DAMAGE -> damage(reader.damage());
      case NOTHING -> nothing();
    };
  }

  /** The change that {@link #next} came upon. */
  public Captured change() {
    return change;
  }

  /** The whole record that it came in, serialized. */
  public ByteString bytes() {
    return bytes;
  }

  /** Position right behind what {@link #next} came upon; never before the starting point. */
  public long end() {
    return end;
  }

  /** Identity of the journal being read; 0 while nothing has been read. */
  public long journalId() {
    return journalId;
  }

  /** Whether the journal itself has said that it is the one with {@link #journalId}. */
  public boolean isConfirmed() {
    return confirmed;
  }

  /** Whether the position to start from is still being looked for. */
  public boolean isSeekingEnd() {
    return seekingEnd;
  }

  @Override
  public void close() {
    reader.close();
  }

  private Found record() throws IOException {
    moveTo(reader.end());
    bytes = ByteString.copyFrom(reader.record(), 0, reader.length());
    try {
      return dispatch(JournalRecords.parse(bytes));
    } catch (UndecodableChangeException e) {
      if (!isDelivered()) {
        quarantine.take(reader.position(), e.getMessage(), bytes);
      }
      return Found.OTHER;
    }
  }

  private void moveTo(long position) {
    end = seekingEnd ? position : Math.max(position, resumeAt);
  }

  private boolean isDelivered() {
    return seekingEnd || reader.position() < resumeAt;
  }

  private Found dispatch(WalRecord record) throws IOException {
    return switch (record.getRecordCase()) {
      case CHANGE -> change(record);
      case HEADER -> header(record.getHeader());
      case SCHEMA -> schema(record.getSchema());
      case GAP -> gap(record.getGap());
      case REWRITTEN -> rewritten(record);
      case OUTCOME -> Found.OTHER; // every captured change is delivered, whatever became of it
      case RECORD_NOT_SET -> unknown();
    };
  }

  private Found change(WalRecord record) {
    change = records.captured(reader.position(), reader.position(), record);
    return isDelivered() ? Found.DELIVERED_CHANGE : Found.CHANGE;
  }

  private Found schema(TableSchema schema) {
    records.learn(schema);
    return Found.OTHER;
  }

  private Found unknown() {
    if (!isDelivered()) {
      counters.add(Counter.UNKNOWN_RECORDS);
    }
    return Found.OTHER;
  }

  private Found header(SegmentHeader header) {
    if (journalId != 0 && journalId != header.getJournalId()) {
      return Found.REPLACED;
    }
    journalId = header.getJournalId();
    confirmed = true;
    records.learn(header);
    return Found.OTHER;
  }

  private Found gap(Gap gap) {
    if (!isDelivered()) {
      counters.add(Counter.GAPS);
      counters.add(Counter.LOST_CHANGES, gap.getChanges());
      log.warn(
          "{} changes were not captured between {} and {}: {}",
          gap.getChanges(),
          time(gap.getFirstAt()),
          time(gap.getLastAt()),
          gap.getReason());
    }
    return Found.OTHER;
  }

  private Found rewritten(WalRecord record) throws IOException {
    FramePosition original = record.getRewritten().getOriginal();
    WalRecord copy = JournalRecords.parse(record.getRewritten().getRecord());
    return isWhole(original) ? Found.OTHER : dispatch(copy);
  }

  /** If it can't be told, it is delivered again rather than not at all. */
  private boolean isWhole(FramePosition frame) {
    try {
      return JournalReader.isWhole(directory, Position.of(frame.getSegment(), frame.getOffset()));
    } catch (IOException e) {
      log.debug("original of a rewritten frame cannot be looked at", e);
      return false;
    }
  }

  private Found damage(Damage damage) throws IOException {
    boolean delivered = seekingEnd || damage.to() <= resumeAt;
    moveTo(damage.to());
    if (!delivered) {
      quarantine.take(damage);
    }
    return Found.OTHER;
  }

  private Found nothing() throws IOException {
    if (seekingEnd) {
      seekingEnd = false;
      resumeAt = end;
    }
    long now = System.nanoTime();
    if (now - lookRoundAt < 0) {
      return Found.NOTHING;
    }
    lookRoundAt = now + LOOK_ROUND_NANOS;
    return isBehindUs() ? Found.REPLACED : Found.NOTHING;
  }

  /** Numbers only ever grow: if none is as high as where we stand, they began anew. */
  private boolean isBehindUs() throws IOException {
    long highest = directory.segments().stream().mapToLong(n -> n).max().orElse(Long.MAX_VALUE);
    return highest < Position.segment(end);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
