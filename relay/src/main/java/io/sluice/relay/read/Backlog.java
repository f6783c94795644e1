package io.sluice.relay.read;

import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.Position;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What of a journal a destination has not delivered yet.
 *
 * @param bytes of the journal, other tables' changes among them
 * @param oldest when the oldest of it was captured; empty if there is nothing
 */
public record Backlog(long bytes, Optional<Instant> oldest) {
  /** None. */
  public static final Backlog NONE = new Backlog(0, Optional.empty());

  /** How old the oldest of it is; 0 if there is nothing. */
  public double seconds(Instant now) {
    return oldest
        .map(from -> Math.max(0, Duration.between(from, now).toMillis() / 1000.0))
        .orElse(0.0);
  }

  /**
   * What stands between two positions.
   *
   * @throws IOException if the directory cannot be read
   */
  public static Backlog between(JournalDirectory directory, long from, long end)
      throws IOException {
    long bytes = bytes(directory, from, end);
    return bytes <= 0 ? NONE : new Backlog(bytes, Optional.of(capturedAt(directory, from)));
  }

  private static long bytes(JournalDirectory directory, long from, long end) throws IOException {
    long first = Position.segment(from);
    long last = Position.segment(end);
    long bytes = -Position.offset(from);
    for (long segment : directory.segments()) {
      if (segment >= first && segment < last) {
        bytes += directory.sizeOf(segment);
      }
    }
    return bytes + Position.offset(end);
  }

  /** At the end of a segment there is no record: the next one is in the segment behind it. */
  private static Instant capturedAt(JournalDirectory directory, long position) throws IOException {
    try {
      long micros =
          WalRecord.parseFrom(JournalReader.recordAt(directory, position)).getCapturedAt();
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    } catch (InvalidProtocolBufferException e) {
      return RetainedSegments.beganAt(directory, Position.segment(position));
    } catch (IOException e) {
      return RetainedSegments.beganAt(directory, Position.segment(position) + 1);
    }
  }
}
