package io.sluice.trigger.encode;

/**
 * The two times that everything in a record is told relative to: an update nearly always has one
 * timestamp and one "now", so nearly all deltas are 0 and take no room. The first time found is the
 * base. Deltas wrap around; so does the reader's addition.
 *
 * <p>For one thread.
 */
final class TimeBases {
  private boolean hasTimestamp;
  private boolean hasNow;
  private long timestamp;
  private long now;

  void clear() {
    hasTimestamp = false;
    hasNow = false;
    timestamp = 0;
    now = 0;
  }

  /** Microseconds since the epoch; 0 if none was found. */
  long timestamp() {
    return timestamp;
  }

  /** Seconds since the epoch; 0 if none was found. */
  long nowInSeconds() {
    return now;
  }

  long timestampDelta(long micros) {
    if (!hasTimestamp) {
      hasTimestamp = true;
      timestamp = micros;
    }
    return micros - timestamp;
  }

  /**
   * @param localDeletionTime seconds since the epoch: when it was deleted, or will expire
   * @param ttl seconds; 0 if it does not expire
   */
  long deletionDelta(long localDeletionTime, int ttl) {
    long written = localDeletionTime - ttl;
    if (!hasNow) {
      hasNow = true;
      now = written;
    }
    return written - now;
  }
}
