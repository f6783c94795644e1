package io.sluice.wal;

/** A writer's figures at one moment. */
public final class JournalStatistics {

  private final long backlogBytes;
  private final int segments;
  private final long appendedRecords;
  private final long refusedAppends;
  private final long discardedChanges;
  private final String lastError;

  JournalStatistics(
      long backlogBytes,
      int segments,
      long appendedRecords,
      long refusedAppends,
      long discardedChanges,
      String lastError) {
    this.backlogBytes = backlogBytes;
    this.segments = segments;
    this.appendedRecords = appendedRecords;
    this.refusedAppends = refusedAppends;
    this.discardedChanges = discardedChanges;
    this.lastError = lastError;
  }

  /** Bytes of all segment files, the one being written and the one made ready ahead included. */
  public long backlogBytes() {
    return backlogBytes;
  }

  public int segments() {
    return segments;
  }

  /** Records written since the start, as of the last sync; schemas and headers included. */
  public long appendedRecords() {
    return appendedRecords;
  }

  /** Appends that found no room, or were not synced in time. */
  public long refusedAppends() {
    return refusedAppends;
  }

  /** Changes given up for want of room: see {@link JournalWriter#discarded}. */
  public long discardedChanges() {
    return discardedChanges;
  }

  /** The last thing that went wrong, or an empty text. */
  public String lastError() {
    return lastError;
  }
}
