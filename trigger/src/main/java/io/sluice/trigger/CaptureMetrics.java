package io.sluice.trigger;

import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.SegmentHeader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the trigger does, and logs what goes wrong: the first time at once, then at most once
 * a minute with the number of times, since a full disk fails thousands of writes a second. For any
 * number of threads.
 */
final class CaptureMetrics {
  private static final Logger logger = LoggerFactory.getLogger(CaptureTrigger.class);
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final LongAdder changes = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder discarded = new LongAdder();
  private final LongAdder applied = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder unresolved = new LongAdder();
  private final LongAdder unlogged = new LongAdder();
  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

  private volatile String lastError = "";

  void captured(int recordBytes) {
    changes.increment();
    bytes.add(recordBytes);
  }

  /** A change found no room, or could not be captured. */
  void refused(String problem, Throwable cause) {
    refused.increment();
    failed(problem, cause);
  }

  /** A refused change's write goes on. */
  void discarded() {
    discarded.increment();
  }

  /** An outcome of some changes was recorded. */
  void resolved(Outcome.Kind kind, int changes) {
    outcomes(kind).add(changes);
  }

  /** An outcome of some changes could not be recorded. */
  void unresolved(int changes) {
    unresolved.add(changes);
  }

  long outcomesDropped() {
    return unresolved.sum();
  }

  /** Changes with such an outcome. */
  long resolved(Outcome.Kind kind) {
    return outcomes(kind).sum();
  }

  private LongAdder outcomes(Outcome.Kind kind) {
    if (kind == Outcome.Kind.APPLIED) {
      return applied;
    }
    return kind == Outcome.Kind.FAILED ? failed : unknown;
  }

  /**
   * Something went wrong.
   *
   * @param problem never holds what was to be written
   * @param cause null where the problem says it all
   */
  void failed(String problem, Throwable cause) {
    lastError = problem;
    unlogged.increment();
    long now = System.nanoTime();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
      logger.error(
          "{} ({} failure(s) since the last message)", problem, unlogged.sumThenReset(), cause);
    }
  }

  /** Tells whoever reads the journal, which a new segment does. */
  void tell(SegmentHeader.Builder segment) {
    segment
        .setCapturedChanges(changes())
        .setCapturedBytes(bytes())
        .setRefusedChanges(refused())
        .setDiscardedChanges(discardedChanges());
  }

  long changes() {
    return changes.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  long refused() {
    return refused.sum();
  }

  long discardedChanges() {
    return discarded.sum();
  }

  /** Empty if nothing went wrong yet. */
  String lastError() {
    return lastError;
  }
}
