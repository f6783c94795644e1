package io.sluice.wal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Follows a journal, from a segment's start to what is being written now. Owned by one thread;
 * never blocks, and nothing it does disturbs the writer.
 *
 * <p>Records come in the order of their positions. Bytes that are not what a writer writes are
 * reported as {@link Damage}, once, and reading goes on at the next good frame.
 */
public final class JournalReader implements AutoCloseable {

  /** What {@link #next} came upon. */
  public enum Result {
    RECORD,
    DAMAGE,
    /** All that is written has been read: call again later. */
    NOTHING
  }

  /** How often a reader that waits looks for signs that the writer is gone. */
  private static final long LOOK_ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final JournalDirectory directory;
  private final LongSupplier nanoTime;

  /** The segment being read; null before the first one and when it has been passed over whole. */
  private SegmentReader segment;

  private Settlement settlement;
  private long number;
  private int offset;

  private long stuckSince;
  private long lookAgainAt;

  /** Published frames were seen behind what is missing here, at the time of {@link #stuckSince}. */
  private boolean holeSeen;

  private long position;
  private long end;
  private Damage damage;

  private JournalReader(JournalDirectory directory, long before, LongSupplier nanoTime) {
    this.directory = directory;
    this.number = before;
    this.nanoTime = nanoTime;
  }

  /**
   * A reader that begins at the start of {@code fromSegment}, or of the first segment after it that
   * exists; those between are reported as missing, unless {@code fromSegment} is 0.
   */
  public static JournalReader open(JournalDirectory directory, long fromSegment) {
    return open(directory, fromSegment, System::nanoTime);
  }

  /** The same, with a clock of its own for how long it waits for what is missing. */
  public static JournalReader open(
      JournalDirectory directory, long fromSegment, LongSupplier nanoTime) {
    return new JournalReader(directory, fromSegment - 1, nanoTime);
  }

  /**
   * Whether a whole record stands at a position.
   *
   * @throws IOException if the segment cannot be read, or is gone
   */
  public static boolean isWhole(JournalDirectory directory, long position) throws IOException {
    try (SegmentReader reader = SegmentReader.open(directory, Position.segment(position))) {
      return reader.look(Position.offset(position)) == SegmentReader.Found.RECORD;
    } catch (InternalError e) { // a fault in mapped memory
      throw cannotRead(position, e);
    }
  }

  /**
   * A copy of the whole record that stands at a position.
   *
   * @throws IOException if the segment cannot be read, is gone, or has none there
   */
  public static byte[] recordAt(JournalDirectory directory, long position) throws IOException {
    try (SegmentReader reader = SegmentReader.open(directory, Position.segment(position))) {
      if (reader.look(Position.offset(position)) != SegmentReader.Found.RECORD) {
        throw new IOException("no whole record stands at " + Position.toString(position));
      }
      return Arrays.copyOf(reader.payload(), reader.length());
    } catch (InternalError e) { // a fault in mapped memory
      throw cannotRead(position, e);
    }
  }

  private static IOException cannotRead(long position, InternalError fault) {
    String where = Position.toString(position);
    return new IOException("cannot read " + where + ": " + fault.getMessage(), fault);
  }

  /**
   * Whether there is nothing to read only because a frame is missing in front of others, which it
   * may take a while to be sure of. For the time after {@link Result#NOTHING}.
   */
  public boolean isHeldUp() {
    return holeSeen;
  }

  /**
   * Moves on to the next record or damage, if there is one.
   *
   * @throws IOException if the directory cannot be read; the next call tries again
   */
  public Result next() throws IOException {
    try {
      return segment == null ? enterNextSegment() : read();
    } catch (InternalError e) { // a fault in mapped memory: the file shrank, or the disk is broken
      return leaveUnreadable("reading it failed: " + e.getMessage());
    }
  }

  private Result read() throws IOException {
    for (; ; ) {
      switch (segment.look(offset)) {
        case RECORD:
          return accept();
        case ABANDONED:
          moveTo(offset + segment.frameSize());
          break;
        case END:
          return enterNextSegment();
        case UNWRITTEN:
          return settled() ? passOver() : Result.NOTHING;
        case DAMAGED:
          return damaged();
      }
    }
  }

  private Result accept() {
    position = Position.of(number, offset);
    moveTo(offset + segment.frameSize());
    end = Position.of(number, offset);
    return Result.RECORD;
  }

  private void moveTo(int next) {
    offset = next;
    stuckSince = 0;
    holeSeen = false;
  }

  /** The frame's own length is believed where it leads to a good one; else patience is needed. */
  private Result damaged() throws IOException {
    if (segment.isCut(offset)) {
      return report(Damage.Kind.DAMAGED, segment.size(), "the file was cut short");
    }
    int claimedEnd = segment.claimedEnd(offset);
    if (claimedEnd > 0 && segment.isGood(claimedEnd)) {
      // The length itself may be what is wrong, and lead over good frames to another good one.
      int good = Math.min(claimedEnd, segment.nextGood(offset + 8));
      return report(Damage.Kind.DAMAGED, good, "a frame's checksum is wrong");
    }
    return settled() ? passOver() : Result.NOTHING;
  }

  /**
   * Whether what is missing here will never come.
   *
   * <p>A hole in front of published frames is nearly always a thread that fills it within
   * microseconds. To pass over it would lose an acknowledged change; to wait for a thread that died
   * would stop the queue. So as long as the writer may live, a hole is given some time, from when
   * frames were first seen behind it.
   */
  private boolean settled() throws IOException {
    if (settlement.wasFinal()) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (stuckSince == 0) {
      stuckSince = now;
      lookAgainAt = now + LOOK_ROUND_NANOS;
    }
    if (now - lookAgainAt < 0) {
      return false;
    }
    lookAgainAt = now + LOOK_ROUND_NANOS;
    return settlement.isFinal() || patienceIsOver(now);
  }

  private boolean patienceIsOver(long now) {
    boolean over = now - stuckSince > Settlement.CLAIM_PATIENCE.toNanos();
    stuckSince = over ? now : stuckSince;
    return over;
  }

  /** Goes on behind bytes that will not change any more, or that had time enough to. */
  private Result passOver() throws IOException {
    boolean hole = segment.look(offset) == SegmentReader.Found.UNWRITTEN;
    int good = segment.nextGood(offset + 8);
    if (segment.isGood(offset)) {
      return read(); // published after all
    }
    if (good == segment.size()) {
      return settlement.wasFinal() ? passOverTail(hole) : Result.NOTHING; // else it may still grow
    }
    if (!settlement.wasFinal() && !holeSeen) {
      holeSeen = true; // from now on it has its time
      return Result.NOTHING;
    }
    return hole
        ? report(Damage.Kind.ABANDONED, good, "a frame was claimed but never published")
        : report(Damage.Kind.DAMAGED, good, "a frame's length or checksum is wrong");
  }

  /** The end of a segment whose writer did not live to seal it. */
  private Result passOverTail(boolean unpublished) throws IOException {
    if (segment.isBlank(offset, segment.size())) {
      if (segment.isCut()) {
        return report(Damage.Kind.DAMAGED, segment.size(), "the file was cut short");
      }
      if (settlement.writerWentOn()) {
        return report(Damage.Kind.DAMAGED, segment.size(), "the segment's end is gone");
      }
      moveTo(segment.size());
      return enterNextSegment();
    }
    return unpublished
        ? report(Damage.Kind.TORN, segment.size(), "its writer died before it was published")
        : report(Damage.Kind.DAMAGED, segment.size(), "the last frame's checksum is wrong");
  }

  private Result report(Damage.Kind kind, int to, String message) {
    end = Position.of(number, to);
    position = Position.of(number, offset);
    damage = new Damage(kind, position, end, segment.copy(offset, to), message);
    moveTo(to);
    return Result.DAMAGE;
  }

  private Result enterNextSegment() throws IOException {
    long next = findNext();
    if (next < 0) {
      return Result.NOTHING;
    }
    if (number >= 0 && next > number + 1) {
      return skipTo(next, Damage.Kind.MISSING_SEGMENT, number + 1, "segments are missing");
    }
    leave();
    try {
      segment = SegmentReader.open(directory, next);
    } catch (UnreadableSegmentException e) {
      return skipTo(next + 1, Damage.Kind.UNREADABLE_SEGMENT, next, e.getMessage());
    } catch (NoSuchFileException e) {
      return Result.NOTHING; // deleted this very moment: the next call finds what is left
    }
    number = next;
    settlement = new Settlement(directory, number, segment.header());
    if (!segment.isHeaderWhole()) {
      moveTo(0);
      return report(
          Damage.Kind.DAMAGED, SegmentFormat.HEADER_SIZE, "the segment's header is wrong");
    }
    moveTo(SegmentFormat.HEADER_SIZE);
    return read();
  }

  /** Usually the next number, which costs one look; all names are read only now and then. */
  private long findNext() throws IOException {
    long expected = Math.max(number, 0) + 1; // a new journal begins with segment 1
    if (Files.exists(directory.file(expected))) {
      return expected;
    }
    long now = nanoTime.getAsLong();
    if (stuckSince != 0 && now - lookAgainAt < 0) {
      return -1;
    }
    stuckSince = stuckSince == 0 ? now : stuckSince;
    lookAgainAt = now + LOOK_ROUND_NANOS;
    return directory.successor(number);
  }

  private Result skipTo(long next, Damage.Kind kind, long first, String message) {
    leave();
    number = next - 1;
    position = Position.of(first, 0);
    end = Position.of(next, 0);
    damage = new Damage(kind, position, end, new byte[0], message);
    return Result.DAMAGE;
  }

  private Result leaveUnreadable(String message) {
    return skipTo(number + 1, Damage.Kind.UNREADABLE_SEGMENT, number, message);
  }

  private void leave() {
    stuckSince = 0;
    if (segment != null) {
      segment.close();
      segment = null;
    }
  }

  /** {@link Position} of what {@link #next} came upon. */
  public long position() {
    return position;
  }

  /** {@link Position} right behind it: where to go on from, once it is dealt with. */
  public long end() {
    return end;
  }

  /** The serialized WalRecord that was read, from index 0 on; valid until the next call. */
  public byte[] record() {
    return segment.payload();
  }

  public int length() {
    return segment.length();
  }

  public Damage damage() {
    return damage;
  }

  @Override
  public void close() {
    leave();
  }
}
