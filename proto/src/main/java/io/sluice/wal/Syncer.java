package io.sluice.wal;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Forces segments to disk from a thread of its own, and lets go of those that are complete.
 *
 * <p>After a failed sync the kernel may have dropped the dirty pages and marked them clean, so that
 * a second one on the same file would succeed without writing them (Rebello et al., "Can
 * Applications Recover from fsync Failures?", USENIX ATC 2020). A segment is therefore never synced
 * again once that failed: its unsynced tail is written again into the next one.
 */
final class Syncer {

  private static final Duration STOP = Duration.ofSeconds(5);
  private static final long COMPLETE_PAUSE_NANOS = 1_000_000;
  private static final int COMPLETE_TRIES = 5_000;

  private final JournalOptions options;
  private final Consumer<Segment> rewriter;
  private final Runnable everyRound;
  private final Consumer<String> errors;

  /** Segments with frames that may not be on disk; oldest first, the current one last. */
  private final Queue<Segment> segments = new ConcurrentLinkedQueue<>();

  private volatile SyncBatch open = new SyncBatch();
  private volatile boolean closed;

  /** All that was ever appended is on disk. */
  private volatile boolean finished;

  private volatile long records;
  private long recordsOfReleased;
  private Thread thread;

  /**
   * @param rewriter writes the unsynced tail of a segment again whose sync failed
   * @param everyRound is run by the syncer's thread before each round
   * @param errors told of each failure
   */
  Syncer(
      JournalOptions options,
      Consumer<Segment> rewriter,
      Runnable everyRound,
      Consumer<String> errors) {
    this.options = options;
    this.rewriter = rewriter;
    this.everyRound = everyRound;
    this.errors = errors;
  }

  void start() {
    thread = Background.start("sync", this::run);
  }

  /** From now on the segment is synced. To be called before anything is appended to it. */
  void follow(Segment segment) {
    segments.add(segment);
  }

  /**
   * Waits until all that the calling thread has appended is on disk.
   *
   * @param deadline in terms of {@link System#nanoTime}
   * @return whether it is
   */
  boolean await(long deadline) {
    SyncBatch batch = open; // still open, so its sync begins after this thread's append
    if (!batch.joined) {
      batch.joined = true;
      LockSupport.unpark(thread);
    }
    return finished || batch.await(deadline - System.nanoTime());
  }

  private void run() {
    while (!closed) {
      if (!open.joined) {
        LockSupport.parkNanos(this, options.syncInterval().toNanos());
      }
      syncBatch();
    }
  }

  /**
   * Whether all that was appended before the call is on disk. Whatever fails, the thread lives on.
   */
  private boolean syncBatch() {
    SyncBatch batch = open;
    open = new SyncBatch();
    try {
      everyRound.run();
      while (!syncAll()) {
        // A segment failed and its tail went into a new one, which now has to be synced.
      }
      batch.finish();
      return true;
    } catch (Throwable e) {
      errors.accept("cannot sync the journal: " + e);
      return false;
    }
  }

  private boolean syncAll() {
    for (Segment segment : segments) {
      boolean complete = scan(segment);
      if (segment.unsynced() && !trySync(segment)) {
        return false;
      }
      if (complete) {
        release(segment);
      }
    }
    records = recordsOfReleased + segments.stream().mapToLong(Segment::records).sum();
    return true;
  }

  private boolean scan(Segment segment) {
    try {
      segment.scan();
      return segment.complete();
    } catch (InternalError e) { // a fault in mapped memory
      segments.remove(segment);
      segment.abandon();
      throw new IllegalStateException("segment " + segment.number + " is gone from the disk", e);
    }
  }

  private boolean trySync(Segment segment) {
    try {
      segment.sync();
      return true;
    } catch (Throwable e) { // JDK 11 throws an IOException here, which nothing declares
      errors.accept("cannot sync segment " + segment.number + ", writing it again: " + e);
      rewrite(segment);
      return false;
    }
  }

  private void rewrite(Segment segment) {
    try {
      segment.seal();
      awaitComplete(segment);
      rewriter.accept(segment);
    } finally {
      release(segment);
    }
  }

  private void release(Segment segment) {
    segments.remove(segment);
    recordsOfReleased += segment.records();
    if (segment.complete()) {
      segment.release();
    }
  }

  /** Claims are filled within microseconds; a thread that takes seconds has died. */
  private static void awaitComplete(Segment segment) {
    segment.scan();
    for (int i = 0; i < COMPLETE_TRIES && !segment.complete(); i++) {
      LockSupport.parkNanos(COMPLETE_PAUSE_NANOS);
      segment.scan();
    }
  }

  /** Records appended since the start, as of the last sync. */
  long records() {
    return records;
  }

  /**
   * Syncs what there is and ends the thread. All segments must be sealed.
   *
   * @throws IOException if the thread hangs at the disk
   */
  void close() throws IOException {
    closed = true;
    LockSupport.unpark(thread);
    Background.stop(thread, STOP);
    segments.forEach(Syncer::awaitComplete);
    finished = syncBatch();
    if (finished) {
      open.finish(); // for appends that were published before, but joined after the last batch
    }
  }
}
