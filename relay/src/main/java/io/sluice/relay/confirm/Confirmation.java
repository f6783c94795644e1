package io.sluice.relay.confirm;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Holds captured writes until their outcome is known, and hands them on in the order in which that
 * comes to be: a write that takes long holds up nobody, except for later writes to the same
 * partition. Those wait for it, so that of one partition all come in the order in which they were
 * captured. That is the order in which conditional writes took effect, which their outcomes need
 * not be in; and it is closer to that of the writetimes.
 *
 * <p>What has no outcome is given up, and handed on as unknown: with {@link #passTime}, and with
 * {@link #writerIsGone}.
 *
 * <p>Memory is bounded: beyond {@link #MAX_BYTES} the bytes of what is held stay in the journal,
 * and are read again when they are needed; beyond {@link #MAX_WRITES} the oldest is given up.
 *
 * <p>For one thread.
 */
public final class Confirmation {
  /** The most writes that wait; a node has a few hundred under way. */
  static final int MAX_WRITES = 100_000;

  /** What they, and those that are ready, take in memory, roughly, before their bytes are left. */
  static final long MAX_BYTES = 16L << 20;

  /** Gives what stays in the journal. */
  public interface Journal {
    /**
     * The bytes of the update that stands at a position.
     *
     * @throws IOException if it cannot be read
     */
    ByteString changeAt(long position) throws IOException;
  }

  private final Journal journal;
  private final Map<Long, HeldWrite> unresolved = new LinkedHashMap<>();

  /** Of each partition that has an unresolved write: that one first, and all that wait for it. */
  private final Map<WrittenPartition, Deque<HeldWrite>> partitions = new HashMap<>();

  private final Deque<HeldWrite> ready = new ArrayDeque<>();
  private long limitMicros = Long.MAX_VALUE;
  private int waiting;
  private long bytes;

  public Confirmation(Journal journal) {
    this.journal = journal;
  }

  /** Says how long an outcome is waited for, from when the write was captured. */
  public void setLimit(Duration limit) {
    limitMicros = TimeUnit.MICROSECONDS.convert(limit);
  }

  /** Holds a write until it is resolved. */
  public void hold(Captured captured) {
    WrittenPartition partition = WrittenPartition.of(captured);
    HeldWrite write =
        bytes + captured.change().size() <= MAX_BYTES
            ? new HeldWrite(captured, partition, true)
            : new HeldWrite(captured.withChange(ByteString.EMPTY), partition, false);
    bytes += write.bytes;
    waiting++;
    partitions.computeIfAbsent(partition, p -> new ArrayDeque<>(2)).add(write);
    HeldWrite original = unresolved.put(captured.firstPosition(), write);
    if (original != null) { // whole when it was read, and not when its copy was
      settle(original, Outcome.UNKNOWN, false);
    }
    if (waiting > MAX_WRITES) {
      giveUpOldest();
    }
  }

  /** Takes note of what became of writes; those that are not held are passed over. */
  public void resolve(io.sluice.wal.record.Outcome outcome) {
    Outcome known = known(outcome.getKind());
    for (int i = 0; i < outcome.getPositionCount(); i++) {
      HeldWrite write = unresolved.remove(outcome.getPosition(i));
      if (write != null) {
        settle(write, known, outcome.getConditional());
      }
    }
  }

  /**
   * Gives up what has been waited for long enough.
   *
   * @param nowMicros of the node's clock: microseconds since the epoch. While there is more to
   *     read, it is when the record read last was captured
   */
  public void passTime(long nowMicros) {
    while (!unresolved.isEmpty() && nowMicros - oldest().capturedAtMicros() >= limitMicros) {
      giveUpOldest();
    }
  }

  /** Gives up everything: who would have told the outcomes writes no more. */
  public void writerIsGone() {
    while (!unresolved.isEmpty()) {
      giveUpOldest();
    }
  }

  /** Whether nothing is held, and nothing is ready. */
  public boolean isEmpty() {
    return unresolved.isEmpty() && ready.isEmpty();
  }

  /**
   * The next write that is resolved: also one that failed. Null: none is ready.
   *
   * @throws IOException if it was left in the journal, and cannot be read there
   */
  public Captured poll() throws IOException {
    HeldWrite write = ready.peek();
    if (write == null) {
      return null;
    }
    Captured captured = captured(write);
    ready.remove();
    bytes -= write.bytes;
    return captured;
  }

  private Captured captured(HeldWrite write) throws IOException {
    Captured captured = write.captured();
    return write.isComplete() || captured.outcome() == Outcome.FAILED
        ? captured
        : captured.withChange(journal.changeAt(captured.position()));
  }

  private Captured oldest() {
    return unresolved.values().iterator().next().captured();
  }

  private void giveUpOldest() {
    Iterator<HeldWrite> oldestFirst = unresolved.values().iterator();
    HeldWrite write = oldestFirst.next();
    oldestFirst.remove();
    settle(write, Outcome.UNKNOWN, false);
  }

  /** With it, those come free that were waiting behind it. */
  private void settle(HeldWrite write, Outcome outcome, boolean conditional) {
    write.resolve(outcome, conditional);
    Deque<HeldWrite> partition = partitions.get(write.partition);
    while (!partition.isEmpty() && partition.element().isResolved()) {
      ready.add(partition.remove());
      waiting--;
    }
    if (partition.isEmpty()) {
      partitions.remove(write.partition);
    }
  }

  /** A kind that this version does not know says no more than that the write is over. */
  private static Outcome known(io.sluice.wal.record.Outcome.Kind kind) {
    return switch (kind) {
      case APPLIED -> Outcome.APPLIED;
      case FAILED -> Outcome.FAILED;
      case UNKNOWN, UNRECOGNIZED -> Outcome.UNKNOWN;
    };
  }
}
