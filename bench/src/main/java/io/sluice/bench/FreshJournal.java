package io.sluice.bench;

import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A new journal with the default options, whose segments are made already: an append finds the
 * first one empty and never waits for the disk, as long as a batch fits into it.
 */
public final class FreshJournal implements AutoCloseable {
  private final Path directory;
  private final JournalWriter writer;

  /**
   * Opens it.
   *
   * @throws IOException if the disk fails
   * @throws InterruptedException if the thread is interrupted before there is room
   */
  public FreshJournal() throws IOException, InterruptedException {
    directory = TemporaryDirectory.create();
    writer =
        JournalWriter.open(
            directory,
            JournalOptions.builder().build(),
            SegmentHeader.getDefaultInstance(),
            System.err::println);
    while (writer.statistics().segments() < 2) {
      Thread.sleep(10); // the spare segment is still being filled with zeroes
    }
  }

  /** Appends a change, with the schema that it needs; gives its position. */
  long append(SchemaRecord schema, byte[] record) {
    return writer.append(schema, record, record.length);
  }

  /** Appends a record that needs no schema, without waiting for a sync. */
  public void write(byte[] record, int length) {
    writer.write(record, length);
  }

  /** Closes it, and deletes its files. */
  @Override
  public void close() throws IOException {
    writer.close();
    TemporaryDirectory.delete(directory);
  }
}
