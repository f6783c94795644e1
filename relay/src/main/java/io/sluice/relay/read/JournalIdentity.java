package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whose a journal is, as the newest of its segments says that can be read. */
public final class JournalIdentity {
  private JournalIdentity() {}

  /** The newest header; empty while there is none. */
  public static Optional<SegmentHeader> newest(JournalDirectory directory) throws IOException {
    List<Long> segments = directory.segments();
    Collections.reverse(segments);
    for (long segment : segments) {
      Optional<SegmentHeader> header = header(directory, segment);
      if (header.isPresent()) {
        return header;
      }
    }
    return Optional.empty();
  }

  /** It is the first record of each segment. */
  private static Optional<SegmentHeader> header(JournalDirectory directory, long segment)
      throws IOException {
    try (JournalReader reader = JournalReader.open(directory, segment)) {
      if (reader.next() != JournalReader.Result.RECORD) {
        return Optional.empty();
      }
      WalRecord found =
          JournalRecords.parse(ByteString.copyFrom(reader.record(), 0, reader.length()));
      return found.hasHeader() ? Optional.of(found.getHeader()) : Optional.empty();
    } catch (UndecodableChangeException e) {
      return Optional.empty(); // damaged: an older one says the same
    }
  }
}
