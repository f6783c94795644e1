package io.sluice.trigger;

import io.sluice.settings.Settings;
import io.sluice.settings.SettingsException;
import io.sluice.wal.JournalOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.cassandra.config.DatabaseDescriptor;

/**
 * The settings of {@code sluice-trigger.yaml} in the triggers directory. Read once for each class
 * loader: {@code nodetool reloadtriggers} reads them again. Immutable.
 */
final class TriggerSettings {
  /** What becomes of a write whose change finds no room in the journal. */
  enum OnFull {
    /** The client's write fails with an OverloadedException; nothing is lost. */
    REJECT,
    /** The write goes on; its change is lost and counted, and a gap record says so later. */
    DISCARD
  }

  static final String FILE = "sluice-trigger.yaml";

  static final OnFull DEFAULT_ON_FULL = OnFull.REJECT;

  private static final String STORAGE_PROPERTY = "cassandra.storagedir";
  private static final String DEFAULT_SUBDIRECTORY = "sluice";

  private static final long MIN_SEGMENT_SIZE = 64L << 10;
  private static final long MAX_SEGMENT_SIZE = 1L << 30;
  private static final Duration MIN_SYNC_INTERVAL = Duration.ofMillis(1);
  private static final Duration MAX_SYNC_INTERVAL = Duration.ofMinutes(1);
  private static final Duration MIN_WAIT = Duration.ofMillis(1);
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final Path directory;
  private final JournalOptions journal;
  private final OnFull onFull;

  private TriggerSettings(Settings settings) throws SettingsException {
    directory = directory(settings);
    journal = journal(settings);
    onFull = settings.choice("on_full", DEFAULT_ON_FULL);
    settings.finish();
  }

  /**
   * Reads the file, or takes the defaults where there is none.
   *
   * @throws SettingsException naming every problem of the file, its key and the fix
   */
  static TriggerSettings load() throws SettingsException {
    Optional<Path> file = TriggerDirectory.file(FILE).filter(Files::exists);
    return of(file.isPresent() ? Settings.load(file.get()) : Settings.of(FILE, Map.of()));
  }

  static TriggerSettings of(Settings settings) throws SettingsException {
    return new TriggerSettings(settings);
  }

  /** Where the journal is written; absolute. */
  Path directory() {
    return directory;
  }

  JournalOptions journal() {
    return journal;
  }

  OnFull onFull() {
    return onFull;
  }

  private static Path directory(Settings settings) {
    Path fallback =
        settings.has("directory") ? Path.of("") : storageDirectory().resolve(DEFAULT_SUBDIRECTORY);
    return settings.path("directory", fallback).toAbsolutePath();
  }

  private static JournalOptions journal(Settings settings) {
    long segmentSize = segmentSize(settings);
    return JournalOptions.builder()
        .segmentSize((int) segmentSize)
        .sync(settings.choice("sync", JournalOptions.DEFAULT_SYNC))
        .syncInterval(
            settings.duration(
                "sync_interval",
                JournalOptions.DEFAULT_SYNC_INTERVAL,
                MIN_SYNC_INTERVAL,
                MAX_SYNC_INTERVAL))
        .maxBacklog(maxBacklog(settings, segmentSize))
        .maxWait(settings.duration("max_wait", JournalOptions.DEFAULT_MAX_WAIT, MIN_WAIT, MAX_WAIT))
        .build();
  }

  private static long segmentSize(Settings settings) {
    long fallback = JournalOptions.DEFAULT_SEGMENT_SIZE;
    long size = settings.size("segment_size", fallback, MIN_SEGMENT_SIZE, MAX_SEGMENT_SIZE);
    if (size % Long.BYTES == 0) {
      return size;
    }
    settings.problem("segment_size", size + " is no multiple of 8; write it in KiB or MiB");
    return fallback;
  }

  /** Room for the segment being written and the one made ready behind it is the least. */
  private static long maxBacklog(Settings settings, long segmentSize) {
    long fallback = JournalOptions.DEFAULT_MAX_BACKLOG;
    long backlog = settings.size("max_backlog", fallback, 0, Long.MAX_VALUE);
    if (backlog < 2 * segmentSize) {
      settings.problem(
          "max_backlog", backlog + " bytes hold no two segments of " + segmentSize + "; raise it");
    }
    return backlog;
  }

  /** The directory that Cassandra's own directories are in. */
  private static Path storageDirectory() {
    String configured = System.getProperty(STORAGE_PROPERTY);
    if (configured != null) {
      return Path.of(configured);
    }
    return Path.of(DatabaseDescriptor.getAllDataFileLocations()[0]).toAbsolutePath().getParent();
  }
}
