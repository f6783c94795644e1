package io.sluice.relay.read;

import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.util.List;

/**
 * Knows where a journal ends: it follows it, from what was the last but one segment when it was
 * first asked, since the last may be one that is ready for when that is full. For one thread at a
 * time.
 */
public final class JournalTail implements AutoCloseable {
  private static final int MOST_RECORDS = 100_000; // at once

  private final JournalDirectory directory;
  private SwiftReader reader; // null while there is nothing to read
  private long end = Position.NONE;

  /** Opens nothing yet. */
  public JournalTail(JournalDirectory directory) {
    this.directory = directory;
  }

  /**
   * Right behind the last record that is there now, or not far before it if very many have come
   * since it was last asked; {@link Position#NONE}: there is no journal.
   *
   * @throws IOException if it cannot be read
   */
  public long end() throws IOException {
    return end(MOST_RECORDS);
  }

  /**
   * Right behind the last record that is there now, however many have come since it was last asked.
   *
   * @throws IOException if it cannot be read
   */
  public long endNow() throws IOException {
    return end(Long.MAX_VALUE);
  }

  private long end(long mostRecords) throws IOException {
    List<Long> segments = directory.segments();
    if (segments.isEmpty()) {
      close();
      end = Position.NONE;
    } else if (reader == null || isBehindUs(segments)) {
      open(segments.get(Math.max(0, segments.size() - 2)));
    }
    follow(mostRecords);
    return end;
  }

  /** Numbers only ever grow: if none is as high as where this stands, it is another journal. */
  private boolean isBehindUs(List<Long> segments) {
    return segments.get(segments.size() - 1) < Position.segment(end);
  }

  private void open(long segment) {
    close();
    end = Position.of(segment, 0);
    reader = new SwiftReader(directory, segment);
  }

  private void follow(long mostRecords) throws IOException {
    for (long records = 0; reader != null && records < mostRecords; records++) {
      switch (reader.next()) {
        case RECORD -> end = reader.found().end();
        case DAMAGE -> end = reader.found().damage().to();
        case NOTHING -> {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
