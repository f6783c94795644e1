package io.sluice.trigger;

import static io.sluice.trigger.JournalHandover.NOT_OWNER;

import io.sluice.trigger.encode.CapturedTable;
import io.sluice.trigger.encode.PartitionEncoder;
import io.sluice.trigger.encode.TableSchemas;
import io.sluice.wal.JournalClosedException;
import io.sluice.wal.JournalFullException;
import io.sluice.wal.JournalUnsyncedException;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.PendingGap;
import io.sluice.wal.Position;
import io.sluice.wal.RecordTooLargeException;
import io.sluice.wal.SchemaRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.exceptions.OverloadedException;
import org.apache.cassandra.exceptions.RequestExecutionException;

/**
 * Puts what is written to the database into the journal, and decides what becomes of a write whose
 * change can't be put there. One for all trigger instances of a class loader; any number of
 * threads.
 */
final class Capture implements JournalHandover.Owner {
  private final boolean reject;
  private final CaptureMetrics metrics = new CaptureMetrics();
  private final PendingGap lost = new PendingGap();
  private final TableSchemas tables = new TableSchemas();
  private final JournalHandover handover;
  private final OwnedJournal journal;
  private final OutcomeListener listener;
  private final ShutdownHook shutdown = new ShutdownHook(this::leave);
  private final CaptureBean bean;

  /** Schemas that came with changes of older class loaders. */
  private final ConcurrentHashMap<Long, SchemaRecord> forwarded = new ConcurrentHashMap<>();

  Capture(TriggerSettings settings) {
    reject = settings.onFull() == TriggerSettings.OnFull.REJECT;
    handover = new JournalHandover(this);
    journal =
        new OwnedJournal(
            settings.directory(), handover, () -> open(settings), this::opened, metrics::failed);
    Outcomes outcomes =
        new Outcomes(tables, (record, length) -> journal.writer().write(record, length), metrics);
    listener = new OutcomeListener(outcomes);
    bean = new CaptureBean(settings, metrics, journal);
  }

  /**
   * Captures a write that is about to be applied.
   *
   * @throws OverloadedException if there is no room and writes are to be rejected then
   * @throws InvalidRequestException if there never will be
   */
  void take(PartitionUpdate update) {
    if (update.isEmpty()) {
      UnresolvedChanges.addNone();
      return;
    }
    PartitionEncoder encoder = PartitionEncoder.ofThread();
    CapturedTable table = tables.of(update.metadata());
    int length = encoder.encode(update, table, CaptureClock.micros());
    try {
      append(table.schema(), encoder.bytes(), length);
    } finally {
      encoder.release();
    }
  }

  /**
   * A write that could not be captured for a reason that has nothing to do with room.
   *
   * @throws OverloadedException unless writes are to go on whatever happens
   */
  void failed(Throwable cause) {
    refused("a change could not be captured: " + cause.getClass().getName(), cause, 0);
  }

  private long append(SchemaRecord schema, byte[] record, int length) {
    long position = appendOwn(schema, record, length);
    return position == NOT_OWNER ? forward(schema, record, length) : position;
  }

  private long appendOwn(SchemaRecord schema, byte[] record, int length) {
    try {
      return captured(schema, journal.writer().append(schema, record, length), length);
    } catch (JournalClosedException e) {
      return NOT_OWNER;
    } catch (JournalUnsyncedException e) {
      return unsynced(schema, e, length);
    } catch (JournalFullException e) {
      return refused(e.getMessage(), null, length);
    } catch (RecordTooLargeException e) {
      return tooLarge(e, length);
    }
  }

  private long forward(SchemaRecord schema, byte[] record, int length) {
    try {
      return handover.append(schema, record, length);
    } catch (JournalFullException e) {
      return refused(e.getMessage(), null, length);
    }
  }

  @Override
  public long append(byte[] schema, long version, byte[] record, int length) {
    SchemaRecord known = forwarded.computeIfAbsent(version, v -> new SchemaRecord(schema, v));
    return appendOwn(known, record, length);
  }

  private long captured(SchemaRecord schema, long position, int length) {
    metrics.captured(length);
    UnresolvedChanges.add(position, schema.version());
    return position;
  }

  /** It stands in the journal already: only a write that is rejected is not captured. */
  private long unsynced(SchemaRecord schema, JournalUnsyncedException e, int length) {
    if (reject) {
      UnresolvedChanges.add(e.position(), schema.version()); // a reader may see it: say it failed
      return refused(e.getMessage(), null, length);
    }
    metrics.failed(e.getMessage(), null);
    return captured(schema, e.position(), length);
  }

  private long refused(String problem, Throwable cause, int length) {
    metrics.refused(problem, cause);
    if (reject) {
      throw overloaded(problem);
    }
    return discard(problem, length);
  }

  private static RequestExecutionException overloaded(String problem) {
    return new OverloadedException("Sluice refuses the write: " + problem);
  }

  private long tooLarge(RecordTooLargeException e, int length) {
    metrics.refused(e.getMessage(), null);
    if (reject) {
      throw new InvalidRequestException("Sluice refuses the write: " + e.getMessage());
    }
    return discard(e.getMessage(), length);
  }

  private long discard(String problem, int length) {
    metrics.discarded();
    UnresolvedChanges.addNone();
    if (!journal.discarded(length, problem)) {
      lost.add(length, problem);
    }
    return Position.NONE;
  }

  private JournalWriter open(TriggerSettings settings) throws IOException {
    bean.register(); // also to tell why the journal could not be opened
    JournalWriter writer =
        JournalWriter.open(
            settings.directory(),
            settings.journal(),
            NodeIdentity.header(),
            metrics::tell,
            problem -> metrics.failed(problem, null));
    listener.register(); // before the first append, and before anyone can ask it to retire
    return writer;
  }

  private void opened() {
    shutdown.add();
    journal.writer().discarded(lost);
  }

  @Override
  public void seal() {
    try {
      journal.seal();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal could not be sealed", e);
    }
  }

  @Override
  public void retire() {
    listener.unregister();
    shutdown.remove();
  }

  /** Called when the node has stopped to serve clients. */
  private void leave() {
    handover.leave();
    listener.unregister();
    seal();
  }
}
