package io.sluice.wal;

import io.sluice.wal.record.Gap;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Appends to a journal; the only one to do so while it is open. Any number of threads append at the
 * same time: each claims its bytes with one atomic addition and copies into them, with no lock, no
 * system call and no allocation. Every wait has a bound ({@link JournalOptions#maxWait}).
 */
public final class JournalWriter implements AutoCloseable {

  /**
   * Longer no write waits for another thread to mark the end of the segment before: what then is
   * missing after a kill is told as damage, and nothing is lost.
   */
  private static final long MARK_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final JournalDirectory directory;
  private final JournalOptions options;
  private final Consumer<String> errors;
  private final JournalLock lock;
  private final SegmentSupply supply;
  private final Syncer syncer;
  private final boolean group;
  private final long maxWaitNanos;

  private final ReentrantLock rolling = new ReentrantLock();
  private final LongAdder refused = new LongAdder();
  private final PendingGap gap = new PendingGap();

  private volatile Segment current;
  private volatile boolean closed;
  private volatile String lastError = "";

  private JournalWriter(
      JournalDirectory directory,
      JournalOptions options,
      SegmentAllocator allocator,
      JournalLock lock,
      Consumer<String> errors) {
    this.directory = directory;
    this.options = options;
    this.errors = errors;
    this.lock = lock;
    this.group = options.sync() == JournalOptions.Sync.GROUP;
    this.maxWaitNanos = options.maxWait().toNanos();
    this.supply = new SegmentSupply(allocator, this::failed);
    this.syncer =
        new Syncer(options, new TailRewriter(this)::rewrite, this::recordGap, this::failed);
  }

  /**
   * Opens a journal for writing, of a writer that tells no figures: see {@link #open(Path,
   * JournalOptions, SegmentHeader, Consumer, Consumer)}.
   */
  public static JournalWriter open(
      Path path, JournalOptions options, SegmentHeader identity, Consumer<String> errors)
      throws IOException {
    return open(path, options, identity, header -> {}, errors);
  }

  /**
   * Opens a journal for writing, with a new segment.
   *
   * @param identity what each segment begins with; its {@code journal_id} is only used in an empty
   *     directory
   * @param figures adds to it what was captured by now, always the same fields of fixed size;
   *     called for each segment, in the background; must not throw
   * @param errors told of failures in the background, from background threads; must not throw
   * @throws JournalLockedException if another writer has the journal open
   * @throws IOException if the directory or the first segment cannot be made
   */
  public static JournalWriter open(
      Path path,
      JournalOptions options,
      SegmentHeader identity,
      Consumer<SegmentHeader.Builder> figures,
      Consumer<String> errors)
      throws IOException {
    JournalDirectory directory = JournalDirectory.of(path);
    directory.create();
    JournalLock lock = JournalLock.acquire(directory);
    try {
      directory.deleteUnfinished();
      SegmentAllocator allocator = new SegmentAllocator(directory, options, identity, figures);
      JournalWriter writer = new JournalWriter(directory, options, allocator, lock, errors);
      writer.start();
      return writer;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void start() throws IOException {
    supply.start();
    try {
      current = supply.take(0, System.nanoTime() + OPEN_NANOS);
    } catch (JournalFullException e) {
      supply.close();
      throw e;
    }
    syncer.follow(current);
    syncer.start();
  }

  /**
   * Appends a change, and before it, where the current segment does not have it yet, its schema.
   *
   * @param record a serialized WalRecord in the first {@code length} bytes; copied
   * @return the record's {@link Position}
   * @throws JournalFullException if there is no room; nothing was written, but for {@link
   *     JournalUnsyncedException}
   * @throws RecordTooLargeException if there can never be room
   * @throws JournalClosedException if the writer is closed
   */
  public long append(SchemaRecord schema, byte[] record, int length) {
    return settled(write(schema, record, length));
  }

  /** Appends a record that needs no schema: see {@link #append(SchemaRecord, byte[], int)}. */
  public long append(byte[] record, int length) {
    return settled(write(record, length));
  }

  /**
   * Appends a record that may be lost with the machine's power: waits for no sync, whatever {@link
   * JournalOptions#sync} says.
   *
   * @throws JournalFullException if there is no room; nothing was written
   * @throws JournalClosedException if the writer is closed
   */
  public long write(byte[] record, int length) {
    return write(null, record, length);
  }

  /**
   * Appends without waiting for a sync.
   *
   * @param schema null if the record needs none
   */
  long write(SchemaRecord schema, byte[] record, int length) {
    int frameSize = SegmentFormat.frameSize(length);
    long deadline = 0;
    for (; ; ) {
      Segment segment = current;
      int offset = introduce(schema, segment) ? segment.claim(frameSize) : Segment.FULL;
      if (offset != Segment.FULL) {
        segment.write(offset, record, length);
        return Position.of(segment.number, offset);
      }
      deadline = deadline == 0 ? System.nanoTime() + maxWaitNanos : deadline;
      roll(segment, frameSize + frameSize(schema), deadline);
    }
  }

  private static int frameSize(SchemaRecord schema) {
    return schema == null ? 0 : SegmentFormat.frameSize(schema.bytes().length);
  }

  /** Has the schema stand in the segment, if there is one and room for it. */
  private static boolean introduce(SchemaRecord schema, Segment segment) {
    if (schema == null || schema.writtenInto == segment.serial) {
      return true;
    }
    int offset = segment.claim(frameSize(schema));
    if (offset == Segment.FULL) {
      return false;
    }
    segment.write(offset, schema.bytes(), schema.bytes().length);
    schema.writtenInto = segment.serial; // after the write: who sees it appends behind it
    return true;
  }

  private long settled(long position) {
    if (group && !syncer.await(System.nanoTime() + maxWaitNanos)) {
      refused.increment();
      throw new JournalUnsyncedException(
          "the journal was not synced within " + options.maxWait().toMillis() + " ms", position);
    }
    return position;
  }

  /**
   * Puts a new segment in the place of a full one, unless another thread has.
   *
   * @param deadline of the whole append, which may have to roll more than once
   */
  private void roll(Segment full, int frameSize, long deadline) {
    supply.check(frameSize);
    try {
      lockRolling(deadline);
      try {
        if (closed) { // set under this very lock: no segment is taken into use after it
          throw new JournalClosedException();
        }
        if (current == full) {
          Segment next = supply.take(frameSize, deadline);
          boolean unused = full.awaitMark(MARK_PATIENCE_NANOS);
          install(next);
        }
      } finally {
        rolling.unlock();
      }
    } catch (JournalFullException e) {
      refused.increment();
      throw e;
    }
  }

  private void lockRolling(long deadline) {
    if (closed) {
      throw new JournalClosedException();
    }
    try {
      long left = deadline - System.nanoTime();
      if (left > 0 && rolling.tryLock(left, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new JournalFullException(SegmentSupply.TOO_LATE);
  }

  private void install(Segment next) {
    syncer.follow(next);
    current = next;
  }

  /**
   * Counts a change that the caller gave up; a gap record says so in the journal as soon as there
   * is room.
   *
   * @param bytes about how large it was
   * @param reason why, for people
   */
  public void discarded(long bytes, String reason) {
    gap.add(bytes, reason);
  }

  /** The same, at once, for changes that were given up before there was this journal. */
  public void discarded(PendingGap earlier) {
    gap.addAll(earlier);
    recordGap();
  }

  private void recordGap() {
    if (gap.isEmpty()) {
      return;
    }
    Gap lost = gap.take();
    byte[] record =
        WalRecord.newBuilder().setCapturedAt(Clock.micros()).setGap(lost).build().toByteArray();
    try {
      write(record, record.length);
    } catch (JournalFullException | JournalClosedException e) {
      gap.putBack(lost);
    }
  }

  private void failed(String problem) {
    lastError = problem;
    errors.accept(problem);
  }

  boolean isClosed() {
    return closed;
  }

  /** The journal's figures; reads the directory, so not for the write path. */
  public JournalStatistics statistics() throws IOException {
    return new JournalStatistics(
        directory.size(),
        directory.segments().size(),
        syncer.records(),
        refused.sum(),
        gap.total(),
        lastError);
  }

  public Path directory() {
    return directory.path();
  }

  /**
   * Seals the current segment, syncs, and gives the journal up. Appends that had claimed their
   * bytes are still written; later ones throw {@link JournalClosedException}.
   */
  @Override
  public void close() throws IOException {
    recordGap();
    rolling.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      current.seal();
    } finally {
      rolling.unlock();
    }
    // Even if a thread hangs at the disk: the next writer numbers its segments above this one's,
    // and
    // what is made under a number that is taken fails.
    try (lock) {
      try {
        supply.close();
      } finally {
        syncer.close();
      }
    }
  }
}
