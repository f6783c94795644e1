package io.sluice.trigger;

import io.sluice.trigger.encode.OutcomeEncoder;
import io.sluice.trigger.encode.TableSchemas;
import io.sluice.wal.JournalClosedException;
import io.sluice.wal.JournalFullException;
import io.sluice.wal.Position;
import io.sluice.wal.record.Outcome;
import java.nio.LongBuffer;
import org.apache.cassandra.transport.Message;
import org.apache.cassandra.utils.JVMStabilityInspector;

/**
 * Writes into the journal what became of the changes that stand there. A change whose outcome is
 * not written, for whatever reason, is unknown to the relay: that costs time, not data. For any
 * number of threads.
 */
final class Outcomes {
  private static final Outcome.Kind[] KINDS = {
    Outcome.Kind.APPLIED, Outcome.Kind.FAILED, Outcome.Kind.UNKNOWN
  };

  /** Stands beside the kinds' numbers: a change that the statement did not make. */
  private static final long FOREIGN = -1;

  private final TableSchemas tables;
  private final Journal journal;
  private final CaptureMetrics metrics;
  private final ResentWrites resent = ResentWrites.ofNode();

  /** Where the records go. */
  interface Journal {
    /**
     * Appends without waiting for a sync.
     *
     * @throws JournalFullException if there is no room
     * @throws JournalClosedException if the journal is closed
     */
    void write(byte[] record, int length);
  }

  Outcomes(TableSchemas tables, Journal journal, CaptureMetrics metrics) {
    this.tables = tables;
    this.journal = journal;
    this.metrics = metrics;
  }

  /** The statement has been answered. Throws nothing. */
  void answered(LongBuffer taken, WrittenStatement statement, Message.Response response) {
    try {
      write(taken, statement, Verdict.answered(response));
    } catch (Throwable e) {
      failed(taken, e);
    } finally {
      taken.clear();
    }
  }

  /** The statement has failed. Throws nothing. */
  void refused(LongBuffer taken, WrittenStatement statement, Exception cause) {
    try {
      boolean onePartition =
          UnresolvedChanges.count(taken) == 1
              && statement.writesOnlyTo(UnresolvedChanges.table(taken, 0), tables);
      write(taken, statement, Verdict.refused(cause, statement, onePartition, resent));
    } catch (Throwable e) {
      failed(taken, e);
    } finally {
      taken.clear();
    }
  }

  private void write(LongBuffer taken, WrittenStatement statement, Verdict verdict) {
    settle(taken, statement, verdict);
    OutcomeEncoder encoder = OutcomeEncoder.ofThread();
    boolean conditional = statement.isConditional();
    for (Outcome.Kind kind : KINDS) {
      write(encoder, taken, kind.getNumber(), kind, conditional);
    }
    write(encoder, taken, FOREIGN, Outcome.Kind.UNKNOWN, false);
  }

  /** Puts what became of each change in the place of its table. */
  private void settle(LongBuffer taken, WrittenStatement statement, Verdict verdict) {
    boolean last = true;
    for (int change = UnresolvedChanges.count(taken) - 1; change >= 0; change--) {
      boolean own = isOwn(taken, change, statement);
      UnresolvedChanges.settle(taken, change, own ? verdict.of(last).getNumber() : FOREIGN);
      last = last && !own;
    }
  }

  /** One record for all changes that are settled alike. */
  private void write(
      OutcomeEncoder encoder,
      LongBuffer taken,
      long settledAs,
      Outcome.Kind kind,
      boolean conditional) {
    encoder.begin(kind, conditional);
    for (int change = 0; change < UnresolvedChanges.count(taken); change++) {
      long position = UnresolvedChanges.position(taken, change);
      if (UnresolvedChanges.settledAs(taken, change) == settledAs && position != Position.NONE) {
        encoder.add(position);
      }
    }
    write(encoder, kind);
  }

  /**
   * Whether the statement itself made the change. Another trigger may have run a statement of its
   * own on the same thread, which has no callback.
   */
  private boolean isOwn(LongBuffer taken, int change, WrittenStatement statement) {
    return UnresolvedChanges.position(taken, change) == Position.NONE
        || statement.writesTo(UnresolvedChanges.table(taken, change), tables);
  }

  private void write(OutcomeEncoder encoder, Outcome.Kind kind) {
    if (encoder.count() == 0) {
      return;
    }
    try {
      journal.write(encoder.bytes(), encoder.end());
      metrics.resolved(kind, encoder.count());
    } catch (JournalClosedException e) {
      metrics.unresolved(encoder.count()); // the relay knows: nothing follows in its segments
    } catch (JournalFullException e) {
      metrics.unresolved(encoder.count());
      metrics.failed("an outcome was not recorded: " + e.getMessage(), null);
    }
  }

  private void failed(LongBuffer taken, Throwable cause) {
    JVMStabilityInspector.inspectThrowable(cause);
    metrics.unresolved(UnresolvedChanges.count(taken));
    metrics.failed("an outcome was not recorded: " + cause.getClass().getName(), cause);
  }
}
