package io.sluice.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalViewTest {
  private static final Path GOLDEN =
      Path.of(
          System.getProperty("sluice.root"),
          "proto/src/test/resources/io/sluice/wal/segment-v1.wal");

  @TempDir Path directory;

  @Test
  void aJournalThatIsNotThereYetIsEmpty() throws Exception {
    JsonNode view = json(JournalView.of(JournalDirectory.of(directory.resolve("none"))));
    assertThat(view.path("directory").asText()).isEqualTo(directory.resolve("none").toString());
    assertThat(view.path("segments").asInt(-1)).isZero();
    assertThat(view.path("bytes").asInt(-1)).isZero();
    assertThat(names(view)).containsExactly("directory", "segments", "bytes");
  }

  @Test
  void itHasWhatTheNewestSegmentTells() throws Exception {
    Instant before = Instant.now().minusMillis(1);
    try (JournalWriter writer =
        write(header -> header.setCapturedChanges(5).setRefusedChanges(0), 1)) {
      JsonNode view = json(JournalView.of(JournalDirectory.of(writer.directory())));
      long segments = view.path("segments").asLong();
      assertThat(view.path("bytes").asLong())
          .as("the writer may make one ready between the two")
          .isIn(4096 * segments, 4096 * (segments + 1));
      assertThat(view.path("max_backlog_bytes").asLong()).isEqualTo(1 << 20);
      assertThat(view.path("sync").asText()).isEqualTo("group");
      JsonNode trigger = view.path("trigger");
      assertThat(trigger.path("version").asText()).isEqualTo("1.2.3");
      assertThat(trigger.path("captured").asInt(-1)).isEqualTo(5);
      assertThat(trigger.path("refused").asInt(-1)).isZero();
      assertThat(trigger.has("discarded")).isFalse();
      assertThat(Instant.parse(trigger.path("told_at").asText())).isBetween(before, Instant.now());
    }
  }

  @Test
  void aTriggerThatIsOlderTellsLess() throws Exception {
    Files.copy(GOLDEN, directory.resolve("0000000000000001.wal"));
    JsonNode view = json(JournalView.of(JournalDirectory.of(directory)));
    assertThat(names(view)).containsExactly("directory", "segments", "bytes", "trigger");
    assertThat(view.path("trigger").has("captured")).isFalse();
    assertThat(view.path("trigger").path("data_center").asText()).isEqualTo("dc1");
  }

  private JournalWriter write(Consumer<SegmentHeader.Builder> figures, long writer)
      throws IOException {
    JournalOptions options =
        JournalOptions.builder()
            .segmentSize(4096)
            .maxBacklog(1 << 20)
            .sync(JournalOptions.Sync.GROUP)
            .build();
    SegmentHeader identity =
        SegmentHeader.newBuilder().setTriggerVersion("1.2.3").setWriterId(writer).build();
    return JournalWriter.open(
        directory.resolve("journal"), options, identity, figures, problem -> {});
  }

  private static List<String> names(JsonNode view) {
    return view.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static JsonNode json(JournalView view) throws IOException {
    return new ObjectMapper().readTree(new ObjectMapper().writeValueAsBytes(view));
  }
}
