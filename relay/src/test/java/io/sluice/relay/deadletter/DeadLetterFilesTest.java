package io.sluice.relay.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.report.AsideFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterFilesTest {
  private static final String ENTRY = "{\"at\":\"?\",\"position\":\"0:80\",\"topic\":\"%s\"}\n";

  @TempDir Path directory;
  private final List<String> seen = new ArrayList<>();
  private DeadLetterFiles files;

  @BeforeEach
  void open() {
    files = new DeadLetterFiles(directory);
  }

  @Test
  void aDirectoryThatIsNotThereHasNone() throws Exception {
    files = new DeadLetterFiles(directory.resolve("none"));
    assertThat(files.pending()).isZero();
    assertThat(visited(true)).isEmpty();
  }

  @Test
  void entriesComeInTheOrderInWhichTheyWereSetAside() throws Exception {
    write("2026-11-23", "c");
    write("2026-11-22", "a", "b");
    Files.writeString(directory.resolve("notes.txt"), "of the operator\n");
    assertThat(visited(false))
        .containsExactly("2026-11-22:0 a", "2026-11-22:41 b", "2026-11-23:0 c");
    assertThat(files.pending()).isEqualTo(3);
  }

  @Test
  void halfALineIsPassedOverAndOneThatIsBeingWrittenIsLeftAlone() throws Exception {
    write("2026-11-22", "a");
    append("{\"at\":\"20\n");
    write("2026-11-22", "b");
    append("{\"at\":\"20");
    assertThat(visited(false))
        .containsExactly("2026-11-22:0 a", "2026-11-22:41 unreadable", "2026-11-22:51 b");
  }

  @Test
  void anEntryMayHoldTheLargestChangeThatCassandraTakes() throws Exception {
    byte[] large = new byte[17 << 20];
    AsideFile file = new AsideFile(directory, Clock.systemUTC());
    file.append(Map.of("position", "0:80", "topic", "t", "timestamp", 1, "value", large));
    files.visit(
        false,
        new DeadLetterFiles.Visitor<RuntimeException>() {
          @Override
          public void entry(DeadLetter letter, long digest) throws IOException {
            seen.add(letter.record("u").value().length + " bytes");
          }

          @Override
          public void unreadable(String id) {
            seen.add("unreadable");
          }
        });
    assertThat(seen).containsExactly(large.length + " bytes");
  }

  @Test
  void whatWasReplayedIsShownOnlyWhenAskedFor() throws Exception {
    write("2026-11-22", "a", "b");
    mark("2026-11-22:0");
    assertThat(visited(false)).containsExactly("2026-11-22:41 b");
    assertThat(visited(true)).containsExactly("2026-11-22:0 a replayed", "2026-11-22:41 b");
    assertThat(files.pending()).isEqualTo(1);
  }

  @Test
  void anEntryInThePlaceOfOneThatWasReplayedIsNew() throws Exception {
    write("2026-11-22", "a");
    mark("2026-11-22:0");
    Files.delete(directory.resolve("2026-11-22.jsonl"));
    write("2026-11-22", "b");
    assertThat(visited(false)).containsExactly("2026-11-22:0 b");
  }

  @Test
  void halfAMarkLeavesTheOthersValid() throws Exception {
    write("2026-11-22", "a", "b", "c");
    mark("2026-11-22:0");
    Files.writeString(
        directory.resolve(ReplayedEntries.FILE), "{\"at\":", StandardOpenOption.APPEND);
    mark("2026-11-22:41");
    assertThat(visited(false)).containsExactly("2026-11-22:82 c");
  }

  @Test
  void onlyOneAtATimeMayMark() throws Exception {
    try (ReplayedEntries one = ReplayedEntries.open(directory).orElseThrow()) {
      assertThat(one).isNotNull();
      assertThat(ReplayedEntries.open(directory)).isEmpty();
    }
    ReplayedEntries.open(directory).orElseThrow().close();
  }

  private void mark(String id) throws Exception {
    try (ReplayedEntries replayed = ReplayedEntries.open(directory).orElseThrow()) {
      files.visit(
          true,
          new DeadLetterFiles.Visitor<RuntimeException>() {
            @Override
            public void entry(DeadLetter letter, long digest) throws IOException {
              if (letter.id().equals(id)) {
                replayed.add(id, digest, letter.topic());
              }
            }

            @Override
            public void unreadable(String other) {}
          });
    }
  }

  private List<String> visited(boolean all) throws Exception {
    seen.clear();
    files.visit(
        all,
        new DeadLetterFiles.Visitor<RuntimeException>() {
          @Override
          public void entry(DeadLetter letter, long digest) {
            String done = letter.isReplayed() ? " replayed" : "";
            seen.add(letter.id() + " " + letter.topic() + done);
          }

          @Override
          public void unreadable(String id) {
            seen.add(id + " unreadable");
          }
        });
    return seen;
  }

  private void write(String day, String... topics) throws Exception {
    for (String topic : topics) {
      Files.writeString(
          directory.resolve(day + ".jsonl"),
          ENTRY.formatted(topic),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private void append(String text) throws Exception {
    Files.writeString(directory.resolve("2026-11-22.jsonl"), text, StandardOpenOption.APPEND);
  }
}
