package io.sluice.bench;

import com.google.protobuf.ByteString;
import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.SparseJournal;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What a node has queued up for a relay that was away: a journal that is made up. */
final class QueuedChanges {
  private static final Duration PATIENCE_WITH_DISK = Duration.ofMinutes(1);

  private static final SegmentHeader WRITER =
      SegmentHeader.newBuilder()
          .setCluster("bench")
          .setDataCenter("dc1")
          .setHostId(ByteString.copyFrom(new byte[16]))
          .setJournalId(1)
          .setWriterId(1)
          .setWriteTimeoutMillis(2_000)
          .build();

  private QueuedChanges() {}

  /** Writes a journal of changes of one table, each with its outcome behind it. */
  static void write(Path journal, int changes) throws IOException {
    try (JournalWriter writer = open(journal)) {
      for (int i = 0; i < changes; i++) {
        append(writer, QueuedTable.QUEUED, i);
      }
    }
  }

  /** Opens a journal that takes as much as the disk does. */
  static JournalWriter open(Path journal) throws IOException {
    JournalOptions options =
        JournalOptions.builder().maxBacklog(Long.MAX_VALUE).maxWait(PATIENCE_WITH_DISK).build();
    return JournalWriter.open(journal, options, WRITER, QueuedChanges::warn);
  }

  /**
   * Appends the insert of a key into a table, and its outcome.
   *
   * @return the outcome's position
   */
  static long append(JournalWriter writer, QueuedTable table, int key) {
    byte[] change = table.change(key);
    byte[] outcome = outcome(writer.append(table.schema(), change, change.length));
    return writer.write(outcome, outcome.length);
  }

  private static void warn(String message) {
    System.err.println(message);
  }

  /** Writes a journal that is as large as so many segments, with one change in each. */
  static void writeSparse(Path journal, int segments) throws IOException {
    SparseJournal.write(
        journal,
        segments,
        WRITER,
        QueuedTable.QUEUED.schema(),
        QueuedTable.QUEUED::change,
        QueuedChanges::outcome);
  }

  private static byte[] outcome(long position) {
    return WalRecord.newBuilder()
        .setOutcome(Outcome.newBuilder().setKind(Outcome.Kind.APPLIED).addPosition(position))
        .build()
        .toByteArray();
  }
}
