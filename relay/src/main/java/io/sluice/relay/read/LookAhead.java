package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.Position;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Learns from a segment's end and the next ones what its beginning should have said and does not,
 * being damaged: who wrote it, and the tables' schemas. Every segment says all of it again.
 *
 * <p>For one thread.
 */
final class LookAhead {
  /** A table that is not written to for so long has to do without. */
  static final int SEGMENTS = 4;

  /** There may be nothing so often though there is more, behind damage. */
  private static final int PATIENCE = 100;

  private final JournalDirectory directory;
  private final JournalRecords records;
  private long lookedFrom = -1;
  private long nanos;

  LookAhead(JournalDirectory directory, JournalRecords records) {
    this.directory = directory;
    this.records = records;
  }

  /**
   * Reads on from a segment's start; once for each, since that takes a while.
   *
   * @throws IOException if the journal cannot be read
   */
  void from(long segment) throws IOException {
    if (segment == lookedFrom) {
      return;
    }
    lookedFrom = segment;
    try (JournalReader reader = JournalReader.open(directory, segment, this::nextTime)) {
      int nothing = 0;
      while (nothing < PATIENCE && Position.segment(reader.position()) <= segment + SEGMENTS) {
        switch (reader.next()) {
          case RECORD -> learn(ByteString.copyFrom(reader.record(), 0, reader.length()));
          case NOTHING -> nothing++;
          case DAMAGE -> {}
        }
      }
    }
  }

  /** Much later each time: this reader passes nothing over for good, so it need not wait. */
  private long nextTime() {
    nanos += TimeUnit.MINUTES.toNanos(1);
    return nanos;
  }

  private void learn(ByteString bytes) {
    try {
      WalRecord record = JournalRecords.parse(bytes);
      if (record.hasSchema()) {
        records.learn(record.getSchema());
      } else if (record.hasHeader()) {
        records.learnIfUnknown(record.getHeader());
      }
    } catch (UndecodableChangeException e) {
      return; // it is told when the reader comes to it
    }
  }
}
