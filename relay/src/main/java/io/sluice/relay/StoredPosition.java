package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.CheckpointFile;
import io.sluice.relay.checkpoint.DamagedCheckpointException;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Position;
import io.sluice.wal.SegmentVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A destination's position in the state directory. For one thread at a time. */
final class StoredPosition implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoredPosition.class);

  private final String destination;
  private final RepeatedWarning warning;
  private final CheckpointFile file;
  private boolean damaged;

  /** Opens its file, and puts one aside that is damaged. */
  StoredPosition(Path path, String destination, Counters counters) throws IOException {
    this.destination = destination;
    this.warning = counters.warning(log);
    this.file = open(path);
  }

  /** A position that is damaged is not guessed: duplicates are allowed, loss is not. */
  private CheckpointFile open(Path path) throws IOException {
    try {
      return CheckpointFile.open(path, SegmentVolumes.MAPPED);
    } catch (DamagedCheckpointException e) {
      log.error(
          "destination {}: {}; the file is put aside, and everything that the journal still holds"
              + " is delivered again, unless Kafka has its position (delivery: exactly_once)",
          destination,
          e.getMessage());
      damaged = true;
      CheckpointFile.discard(path);
      return reopen(path);
    }
  }

  private static CheckpointFile reopen(Path path) throws IOException {
    try {
      return CheckpointFile.open(path, SegmentVolumes.MAPPED);
    } catch (DamagedCheckpointException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Has a file hold a position, whatever it held before; durable when this returns.
   *
   * @throws IOException if that cannot be; its old content holds then, or none
   */
  static void write(Path path, Checkpoint checkpoint) throws IOException {
    Files.deleteIfExists(path);
    try (CheckpointFile file = CheckpointFile.open(path, SegmentVolumes.MAPPED)) {
      file.store(limited(checkpoint));
    } catch (DamagedCheckpointException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether there was a position that cannot be read. */
  boolean wasDamaged() {
    return damaged;
  }

  /** What is durable. */
  Optional<Checkpoint> stored() {
    return file.stored();
  }

  /** Makes a position durable, or says that it could not. */
  void store(Checkpoint checkpoint) {
    try {
      file.store(limited(checkpoint));
      warning.over("destination " + destination + ": the position is stored again");
    } catch (IOException e) {
      warning.warn("destination " + destination + ": " + e.getMessage() + "; trying again");
    }
  }

  private static Checkpoint limited(Checkpoint checkpoint) {
    return Checkpoint.of(checkpoint.journalId(), checkpoint.position(), checkpoint.open().stream());
  }

  /** Before which nothing of a journal is needed; {@link Position#NONE}: not certain. */
  long released(long journal) {
    return stored()
        .filter(stored -> journal != 0 && stored.journalId() == journal)
        .map(Checkpoint::oldest)
        .orElse(Position.NONE);
  }

  @Override
  public void close() {
    file.close();
  }
}
