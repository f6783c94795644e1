package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wal.JournalDirectory;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalIdentityTest {
  @TempDir Path directory;
  private JournalFixture journal;

  @BeforeEach
  void open() throws IOException {
    journal = new JournalFixture(directory.resolve("journal"));
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  @Test
  void aJournalThatIsNotThereIsNobodys() throws IOException {
    JournalDirectory none = JournalDirectory.of(directory.resolve("none"));
    assertThat(JournalIdentity.newest(none)).isEmpty();
  }

  @Test
  void anEmptyJournalIsNobodys() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(JournalIdentity.newest(JournalDirectory.of(empty))).isEmpty();
  }

  @Test
  void itSaysWhoseItIs() throws IOException {
    SegmentHeader header = newest().orElseThrow();
    assertThat(header.getCluster()).isEqualTo("cluster");
    assertThat(header.getHostId().size()).isEqualTo(16);
  }

  @Test
  void theWriterThatCameLastHolds() throws IOException {
    journal.fillSegments(2);
    SegmentHeader before = newest().orElseThrow();
    journal.reopen();
    journal.change("by the next writer");
    assertThat(newest().orElseThrow().getWriterId()).isNotEqualTo(before.getWriterId());
  }

  @Test
  void whereTheNewestIsDamagedOneBeforeItHolds() throws IOException {
    journal.fillSegments(2);
    journal.close();
    SegmentHeader whole = newest().orElseThrow();
    damage(segments().get(segments().size() - 1));
    assertThat(newest()).hasValue(whole);
  }

  @Test
  void whereAllAreDamagedItIsNobodys() throws IOException {
    journal.fillSegments(2);
    journal.close();
    for (Path segment : segments()) {
      damage(segment);
    }
    assertThat(newest()).isEmpty();
  }

  private Optional<SegmentHeader> newest() throws IOException {
    return JournalIdentity.newest(journal.directory());
  }

  private List<Path> segments() throws IOException {
    try (var files = Files.list(journal.directory().path())) {
      return files.filter(file -> file.toString().endsWith(".wal")).sorted().toList();
    }
  }

  /** All of it but what stands before the first frame. */
  private static void damage(Path segment) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    for (int i = 16; i < bytes.length; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(segment, bytes);
  }
}
