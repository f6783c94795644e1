package io.sluice.wal;

import java.time.Duration;
import org.mapdb.volume.VolumeFactory;

/** How a journal is written. Immutable. */
public final class JournalOptions {

  /** When appended bytes are forced to disk. */
  public enum Sync {
    /** Every {@code syncInterval}, in the background: a power failure can cost that much. */
    PERIODIC,
    /** Before the append returns; appends that wait at the same time share one sync. */
    GROUP
  }

  public static final int DEFAULT_SEGMENT_SIZE = SegmentFormat.DEFAULT_SEGMENT_SIZE;
  public static final Sync DEFAULT_SYNC = Sync.PERIODIC;
  public static final Duration DEFAULT_SYNC_INTERVAL = Duration.ofMillis(200);
  public static final long DEFAULT_MAX_BACKLOG = 16L << 30;
  public static final Duration DEFAULT_MAX_WAIT = Duration.ofMillis(200);

  private final Builder values;

  private JournalOptions(Builder values) {
    this.values = values;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Bytes of a segment file. */
  public int segmentSize() {
    return values.segmentSize;
  }

  public Sync sync() {
    return values.sync;
  }

  public Duration syncInterval() {
    return values.syncInterval;
  }

  /** Bytes that all segments together may take; appends are refused beyond it. */
  public long maxBacklog() {
    return values.maxBacklog;
  }

  /** The longest that an append waits for a new segment, or for its sync. */
  public Duration maxWait() {
    return values.maxWait;
  }

  /** Where segments are kept: mapped files, except in tests. */
  public VolumeFactory volumes() {
    return values.volumes;
  }

  /** Collects options; what is not set has its default. */
  public static final class Builder {

    private int segmentSize = DEFAULT_SEGMENT_SIZE;
    private Sync sync = DEFAULT_SYNC;
    private Duration syncInterval = DEFAULT_SYNC_INTERVAL;
    private long maxBacklog = DEFAULT_MAX_BACKLOG;
    private Duration maxWait = DEFAULT_MAX_WAIT;
    private VolumeFactory volumes = SegmentVolumes.MAPPED;

    private Builder() {}

    private Builder(Builder other) {
      segmentSize = other.segmentSize;
      sync = other.sync;
      syncInterval = other.syncInterval;
      maxBacklog = other.maxBacklog;
      maxWait = other.maxWait;
      volumes = other.volumes;
    }

    /**
     * Sets the bytes of a segment file; a larger change gets a larger one to itself.
     *
     * @throws IllegalArgumentException if it is not between 4 KiB and 1 GiB, or no multiple of 8
     */
    public Builder segmentSize(int bytes) {
      if (bytes < SegmentFormat.MIN_SEGMENT_SIZE
          || bytes > SegmentFormat.MAX_SEGMENT_SIZE
          || bytes % 8 != 0) {
        throw new IllegalArgumentException(
            "segment size " + bytes + ": must be a multiple of 8 from 4 KiB to 1 GiB");
      }
      segmentSize = bytes;
      return this;
    }

    public Builder sync(Sync mode) {
      sync = mode;
      return this;
    }

    public Builder syncInterval(Duration interval) {
      syncInterval = interval;
      return this;
    }

    public Builder maxBacklog(long bytes) {
      maxBacklog = bytes;
      return this;
    }

    public Builder maxWait(Duration wait) {
      maxWait = wait;
      return this;
    }

    public Builder volumes(VolumeFactory factory) {
      volumes = factory;
      return this;
    }

    public JournalOptions build() {
      return new JournalOptions(new Builder(this));
    }
  }
}
