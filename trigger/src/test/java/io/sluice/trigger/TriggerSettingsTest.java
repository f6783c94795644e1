package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.settings.Settings;
import io.sluice.settings.SettingsException;
import io.sluice.wal.JournalOptions.Sync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerSettingsTest {
  @TempDir Path directory;

  @BeforeEach
  void setProperties() {
    System.setProperty("cassandra.triggers_dir", directory.toString());
    System.setProperty("cassandra.storagedir", "/storage");
  }

  @AfterEach
  void clearProperties() {
    System.clearProperty("cassandra.triggers_dir");
    System.clearProperty("cassandra.storagedir");
  }

  @Test
  void defaults() throws Exception {
    TriggerSettings settings = TriggerSettings.load();

    assertThat(settings.directory()).isEqualTo(Path.of("/storage/sluice"));
    assertThat(settings.onFull()).isEqualTo(TriggerSettings.OnFull.REJECT);
    assertThat(settings.journal().segmentSize()).isEqualTo(16 << 20);
    assertThat(settings.journal().sync()).isEqualTo(Sync.PERIODIC);
    assertThat(settings.journal().syncInterval()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.journal().maxBacklog()).isEqualTo(16L << 30);
    assertThat(settings.journal().maxWait()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void theJournalLiesBesideTheDataWhereNothingSaysWhere() throws Exception {
    Cql.initialize();
    System.clearProperty("cassandra.storagedir");
    DatabaseDescriptor.getRawConfig().data_file_directories =
        new String[] {"/disk1/data", "/disk2"};

    assertThat(TriggerSettings.load().directory()).isEqualTo(Path.of("/disk1/sluice"));
  }

  @Test
  void everyKey() throws Exception {
    Files.writeString(
        directory.resolve("sluice-trigger.yaml"),
        """
        directory: /fast/journal
        segment_size: 1MiB
        sync: group
        sync_interval: 50ms
        max_backlog: 1GiB
        max_wait: 1s
        on_full: discard
        """);

    TriggerSettings settings = TriggerSettings.load();

    assertThat(settings.directory()).isEqualTo(Path.of("/fast/journal"));
    assertThat(settings.onFull()).isEqualTo(TriggerSettings.OnFull.DISCARD);
    assertThat(settings.journal().segmentSize()).isEqualTo(1 << 20);
    assertThat(settings.journal().sync()).isEqualTo(Sync.GROUP);
    assertThat(settings.journal().syncInterval()).isEqualTo(Duration.ofMillis(50));
    assertThat(settings.journal().maxBacklog()).isEqualTo(1L << 30);
    assertThat(settings.journal().maxWait()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Map<String, String> bad =
        Map.of(
            "segment_siz", "1MiB",
            "sync", "sometimes",
            "max_wait", "soon",
            "on_full", "block",
            "max_backlog", "1MiB");

    SettingsException e =
        catchThrowableOfType(
            SettingsException.class, () -> TriggerSettings.of(Settings.of("file", bad)));

    assertThat(e.problems()).hasSize(5);
    assertThat(e)
        .hasMessageContaining("segment_siz: unknown key; did you mean segment_size?")
        .hasMessageContaining("sync: sometimes")
        .hasMessageContaining("max_backlog: 1048576 bytes hold no two segments");
  }

  @Test
  void aSegmentSizeThatIsNoMultipleOf8() {
    assertThat(
            catchThrowableOfType(
                SettingsException.class,
                () -> TriggerSettings.of(Settings.of("file", Map.of("segment_size", "100001")))))
        .hasMessageContaining("segment_size: 100001 is no multiple of 8");
  }
}
