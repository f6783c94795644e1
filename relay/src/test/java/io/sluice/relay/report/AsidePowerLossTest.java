package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dead letters and quarantine: the power fails while an entry is written. Of that entry any sectors
 * are on disk then, the others hold zeroes, and the file is as long as it was or longer.
 */
class AsidePowerLossTest {
  private static final int CUTS = 40;
  private static final int SECTOR = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final long seed = Long.getLong("sluice.power.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void everyEntryThatWasSafelyOnDiskIsALineOfItsOwn() throws Exception {
    System.out.println("AsidePowerLossTest seed: " + seed);
    AsideFile aside = new AsideFile(directory, Clock.systemUTC());
    List<String> safe = new ArrayList<>();
    for (int cut = 0; cut < CUTS; cut++) {
      append(aside, "safe " + cut);
      safe.add("safe " + cut);
      byte[] before = Files.readAllBytes(file());
      append(aside, "cut " + cut);
      Files.write(file(), survivors(before, Files.readAllBytes(file())));
      aside = new AsideFile(directory, Clock.systemUTC());
    }
    append(aside, "last");
    assertThat(names()).as("seed %d", seed).containsSubsequence(safe).endsWith("last");
  }

  private void append(AsideFile aside, String name) throws IOException {
    byte[] bytes = new byte[random.nextInt(3000)];
    aside.append(Map.of("name", name, "bytes", bytes));
  }

  private byte[] survivors(byte[] before, byte[] after) {
    int length = before.length + random.nextInt(after.length - before.length + 1);
    byte[] left = Arrays.copyOf(before, length);
    for (int at = before.length / SECTOR * SECTOR; at < length; at += SECTOR) {
      if (random.nextBoolean()) {
        System.arraycopy(after, at, left, at, Math.min(SECTOR, length - at));
      }
    }
    return left;
  }

  /** Of the lines that are whole. */
  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    String text = Files.readString(file(), StandardCharsets.ISO_8859_1);
    for (String line : Splitter.on('\n').omitEmptyStrings().split(text)) {
      try {
        names.add(JSON.readTree(line).path("name").asText());
      } catch (IOException e) {
        assertThat(line).as("not a safe one").doesNotContain("safe ");
      }
    }
    return names;
  }

  /** The one of today, or of yesterday. */
  private Path file() throws IOException {
    try (var files = Files.list(directory)) {
      return files.sorted().findFirst().orElseThrow();
    }
  }
}
