package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.wal.TestJournal.Content;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer's process killed in mid-append, again and again: what it had acknowledged is there. */
class JournalKillTest {

  private static final int KILLS = 4;

  /** Some 80,000 records are read on a machine that may be busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path temp;

  @Test
  void everyAcknowledgedAppendSurvivesSigkill() throws Exception {
    long seed = System.nanoTime();
    System.out.println("JournalKillTest seed " + seed);
    Random random = new Random(seed);
    List<String> acknowledged = new ArrayList<>();
    for (int life = 0; life < KILLS; life++) {
      acknowledged.addAll(runUntilKilled(life, 2_000 + random.nextInt(20_000)));
    }
    Content content = new Content();
    try (JournalReader reader = JournalReader.open(JournalDirectory.of(temp), 0)) {
      await().atMost(PATIENCE).until(() -> missing(content, reader, acknowledged).isEmpty());
    }
    assertThat(content.changes).doesNotHaveDuplicates();
    assertThat(content.damages)
        .allMatch(
            d -> d.kind() == Damage.Kind.TORN || d.kind() == Damage.Kind.ABANDONED,
            "only unpublished frames");
  }

  private static Set<String> missing(
      Content content, JournalReader reader, List<String> acknowledged) {
    content.readOn(reader);
    Set<String> missing = new HashSet<>(acknowledged);
    content.changes.forEach(missing::remove);
    return missing;
  }

  /** Kills the writer after so many acknowledgements; gives back all that it got out. */
  private List<String> runUntilKilled(int life, int appends) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                temp.toString(),
                "life " + life)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        acknowledged.add(line);
        if (acknowledged.size() == appends) {
          process.toHandle().destroyForcibly(); // keeps the pipe, unlike Process
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(appends);
    // The last line may be cut in the middle.
    return acknowledged.subList(0, acknowledged.size() - 1);
  }

  /** The child: four threads append and print what was acknowledged, until killed. */
  static final class Appender {

    private Appender() {}

    public static void main(String[] args) throws IOException {
      JournalWriter writer =
          TestJournal.open(Path.of(args[0]), JournalOptions.builder().segmentSize(256 << 10));
      for (int t = 0; t < 4; t++) {
        String thread = args[1] + " thread " + t + " change ";
        new Thread(() -> appendForEver(writer, thread)).start();
      }
    }

    private static void appendForEver(JournalWriter writer, String thread) {
      for (int i = 0; ; i++) {
        appendUntilTaken(writer, thread + i);
        System.out.println(thread + i);
      }
    }

    /** On a busy machine the next segment may be late; what was refused is not acknowledged. */
    private static void appendUntilTaken(JournalWriter writer, String change) {
      while (true) {
        try {
          TestJournal.append(writer, change);
          return;
        } catch (JournalFullException e) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
