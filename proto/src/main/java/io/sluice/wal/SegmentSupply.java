package io.sluice.wal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps one segment ready ahead of the writer, made by a thread of its own, so that an append never
 * waits for a disk to allocate. While none can be made, {@link #take} refuses at once and says why.
 */
final class SegmentSupply {

  static final String TOO_LATE = "no new segment became ready in time: the disk is slow";

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final SegmentAllocator allocator;
  private final Consumer<String> errors;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private Segment spare;
  private int wantedFrame;
  private String refusal;
  private boolean closed;

  private Thread thread;

  /**
   * @param errors told once of each new reason for which no segment can be made
   */
  SegmentSupply(SegmentAllocator allocator, Consumer<String> errors) {
    this.allocator = allocator;
    this.errors = errors;
  }

  void start() {
    thread = Background.start("allocate", this::run);
  }

  /**
   * @throws RecordTooLargeException if no segment can hold a frame of that size
   */
  void check(int frameSize) {
    allocator.sizeFor(frameSize);
  }

  /**
   * The next segment. It may be too small for the frame that is wanted: then the one after it, or
   * after that, is large enough.
   *
   * @param deadline in terms of {@link System#nanoTime}
   */
  Segment take(int frameSize, long deadline) {
    lock.lock();
    try {
      wantedFrame = Math.max(wantedFrame, frameSize);
      while (closed || spare == null) {
        changed.awaitNanos(patience(deadline));
      }
      Segment taken = spare;
      spare = null;
      wantedFrame = Segment.fits(frameSize, taken.size) ? 0 : frameSize;
      changed.signalAll();
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalFullException("interrupted while waiting for a new segment");
    } finally {
      lock.unlock();
    }
  }

  /** How long to wait on; throws where that is in vain. */
  private long patience(long deadline) {
    if (closed) {
      throw new JournalClosedException();
    }
    if (refusal != null) {
      throw new JournalFullException(refusal);
    }
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new JournalFullException(TOO_LATE);
    }
    return left;
  }

  private void run() {
    for (int size = nextSize(); size > 0; size = nextSize()) {
      // A single failure, such as one failed sync, is no reason to refuse writes.
      boolean again = refusal == null && !tryCreate(size, any -> {});
      if ((again || refusal != null) && !tryCreate(size, this::refuse)) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private boolean tryCreate(int size, Consumer<String> failed) {
    try {
      offer(allocator.create(size));
      return true;
    } catch (IOException | RuntimeException e) {
      failed.accept(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Waits until a segment is needed; 0 when closed. */
  private int nextSize() {
    lock.lock();
    try {
      while (spare != null && !closed) {
        changed.awaitUninterruptibly();
      }
      return closed ? 0 : allocator.sizeFor(wantedFrame);
    } finally {
      lock.unlock();
    }
  }

  private void offer(Segment segment) {
    lock.lock();
    try {
      spare = segment;
      refusal = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void refuse(String reason) {
    if (refusal == null) { // only this thread changes it
      errors.accept(reason);
    }
    lock.lock();
    try {
      refusal = reason;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the thread and seals the segment that was ready, empty. It is not taken back: a reader may
   * have entered it already, and would wait in a file that is gone while the next writer used the
   * number again.
   *
   * @throws IOException if the thread hangs at the disk
   */
  void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    Background.stop(thread, STOP);
    if (spare != null) { // nobody takes it any more
      spare.seal();
      spare.release();
      spare = null;
    }
  }
}
