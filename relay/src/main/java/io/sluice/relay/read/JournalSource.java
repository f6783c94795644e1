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
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
    /** A change: see {@link #change}, and {@link #isDelivered} for whether it is news. */
    CHANGE,
    /** What became of changes before it: see {@link #outcome}. */
    OUTCOME,
    /** A segment begins; see {@link #writer}. */
    SEGMENT,
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
  private final LookAhead lookAhead;
  private final Quarantine quarantine;
  private final Counters counters;
  private final LongSupplier nanoTime;

  private long journalId;
  private long resumeAt;
  private boolean confirmed;
  private boolean seekingEnd;
  private long end;
  private final TreeSet<Long> open; // those that are yet to come
  private boolean delivered;
  private Captured change;
  private Outcome outcome;
  private SegmentHeader writer = SegmentHeader.getDefaultInstance();
  private ByteString bytes;
  private long lookRoundAt;

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
    this(directory, start, tableReader, quarantine, counters, System::nanoTime);
  }

  JournalSource(
      JournalDirectory directory,
      StartingPoint start,
      Function<TableSchema, Table> tableReader,
      Quarantine quarantine,
      Counters counters,
      LongSupplier nanoTime) {
    this.directory = directory;
    this.nanoTime = nanoTime;
    this.lookRoundAt = nanoTime.getAsLong();
    this.reader = JournalReader.open(directory, start.fromSegment(), nanoTime);
    this.records = new JournalRecords(tableReader);
    this.lookAhead = new LookAhead(directory, records);
    this.quarantine = quarantine;
    this.counters = counters;
    this.journalId = start.journalId();
    this.resumeAt = start.resumeAt();
    this.seekingEnd = start.atEnd();
    this.end = resumeAt;
    this.open = new TreeSet<>(start.open());
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

  /**
   * Whether the {@link #change} was delivered before the starting point: then it is of use only to
   * know a duplicate by.
   */
  public boolean isDelivered() {
    return delivered;
  }

  /** The outcome that {@link #next} came upon. */
  public Outcome outcome() {
    return outcome;
  }

  /** Who wrote the segment being read. */
  public SegmentHeader writer() {
    return writer;
  }

  /**
   * The whole record at a position, serialized.
   *
   * @throws IOException if it is not there, or cannot be read
   */
  public ByteString bytesAt(long position) throws IOException {
    return ByteString.copyFrom(JournalReader.recordAt(directory, position));
  }

  /** The bytes of a change that was read before; otherwise as {@link #bytesAt}. */
  public ByteString changeAt(long position) throws IOException {
    return JournalRecords.original(JournalRecords.parse(bytesAt(position))).getChange();
  }

  /** Positions of changes to deliver that stand before {@link #end} and are yet to be found. */
  public SortedSet<Long> unmet() {
    return Collections.unmodifiableSortedSet(open);
  }

  /** Position right behind what {@link #next} came upon; never before the starting point. */
  public long end() {
    return end;
  }

  /** Whether {@link Found#NOTHING} says only that a frame in front of others is missing. */
  public boolean isHeldUp() {
    return reader.isHeldUp();
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
    leaveMissing(reader.position());
    delivered = seekingEnd || (reader.position() < resumeAt && !open.remove(reader.position()));
    moveTo(reader.end());
    bytes = ByteString.copyFrom(reader.record(), 0, reader.length());
    try {
      return dispatch(JournalRecords.parse(bytes));
    } catch (UndecodableChangeException e) {
      if (!delivered) {
        quarantine.take(journalId, reader.position(), e.getMessage(), bytes);
      }
      return Found.OTHER;
    }
  }

  private void moveTo(long position) {
    end = seekingEnd ? position : Math.max(position, resumeAt);
  }

  private Found dispatch(WalRecord record) throws IOException {
    return switch (record.getRecordCase()) {
      case CHANGE -> change(record, reader.position());
      case HEADER -> header(record.getHeader());
      case SCHEMA -> schema(record.getSchema());
      case GAP -> gap(record.getGap());
      case REWRITTEN -> rewritten(record);
      case OUTCOME -> outcome(record.getOutcome());
      case RECORD_NOT_SET -> unknown();
    };
  }

  private Found change(WalRecord record, long firstPosition) throws IOException {
    if (!records.suffice(record.getSchemaVersion())) {
      lookAhead.from(Position.segment(reader.position()));
    }
    change = records.captured(reader.position(), firstPosition, record);
    return Found.CHANGE;
  }

  private Found outcome(Outcome record) {
    outcome = record;
    return Found.OUTCOME;
  }

  private Found schema(TableSchema schema) {
    records.learn(schema);
    return Found.OTHER;
  }

  private Found unknown() {
    if (!delivered && quarantine.isNew(journalId, reader.position())) {
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
    writer = header;
    return Found.SEGMENT;
  }

  private Found gap(Gap gap) {
    if (!delivered && quarantine.isNew(journalId, reader.position())) {
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

  /** Of a copy of a copy, the innermost is the first place. */
  private Found rewritten(WalRecord record) throws IOException {
    WalRecord copy = record;
    long original = Position.NONE;
    for (int copies = 0; copy.hasRewritten(); copies++) {
      FramePosition frame = copy.getRewritten().getOriginal();
      original = Position.of(frame.getSegment(), frame.getOffset());
      if (isWhole(original)) {
        return Found.OTHER;
      }
      delivered &= !open.remove(original);
      copy = JournalRecords.copied(copy, copies);
    }
    return copy.hasChange() ? change(copy, original) : dispatch(copy);
  }

  /** If it can't be told, it is delivered again rather than not at all. */
  private boolean isWhole(long position) {
    try {
      return JournalReader.isWhole(directory, position);
    } catch (IOException e) {
      log.debug("original of a rewritten frame cannot be looked at", e);
      return false;
    }
  }

  private Found damage(Damage damage) throws IOException {
    leaveMissing(damage.from());
    boolean known = open.subSet(damage.from(), damage.to()).isEmpty();
    delivered = seekingEnd || (damage.to() <= resumeAt && known);
    moveTo(damage.to());
    if (!delivered) {
      quarantine.take(journalId, damage, directory);
    }
    return Found.OTHER;
  }

  /**
   * What was open, and was not found by the time that all of it must have been: a power failure
   * took it from a segment's end, or damage. A copy of it would have come by now.
   */
  private void leaveMissing(long position) {
    if (!open.isEmpty() && position >= resumeAt) {
      counters.add(Counter.MISSING, open.size());
      log.error(
          "{} captured update(s) that were yet to be delivered are gone from the journal, the first"
              + " at {}: a power failure before they were synced (key: sync), or damage, which is in"
              + " the quarantine",
          open.size(),
          Position.toString(open.first()));
      open.clear();
    }
  }

  private Found nothing() throws IOException {
    if (seekingEnd) {
      seekingEnd = false;
      resumeAt = end;
    }
    long now = nanoTime.getAsLong();
    if (now - lookRoundAt < 0) {
      return Found.NOTHING;
    }
    lookRoundAt = now + LOOK_ROUND_NANOS;
    return isBehindUs() || isAnother() ? Found.REPLACED : Found.NOTHING;
  }

  /** Numbers only ever grow: if none is as high as where we stand, they began anew. */
  private boolean isBehindUs() throws IOException {
    long highest = directory.segments().stream().mapToLong(n -> n).max().orElse(Long.MAX_VALUE);
    return highest < Position.segment(end);
  }

  /** A journal that began anew has a segment of the number at which we wait in one that is gone. */
  private boolean isAnother() throws IOException {
    long newest = JournalIdentity.newest(directory).map(SegmentHeader::getJournalId).orElse(0L);
    return confirmed && newest != 0 && newest != journalId;
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
