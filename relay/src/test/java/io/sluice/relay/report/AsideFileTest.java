package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsideFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T23:59:59Z"), ZoneOffset.UTC);

  @TempDir Path parent;
  private Path directory;
  private AsideFile aside;

  @BeforeEach
  void open() {
    directory = parent.resolve("dead-letters/demo");
    aside = new AsideFile(directory, CLOCK);
  }

  @Test
  void nothingIsMadeBeforeTheFirstEntry() {
    assertThat(directory).doesNotExist();
  }

  @Test
  void anEntryIsOneLineOfJsonWithTheTimeFirst() throws Exception {
    aside.append(Map.of("bytes", "x".getBytes(StandardCharsets.UTF_8)));
    aside.append(Map.of("reason", "two\nlines"));

    assertThat(file())
        .hasContent(
            """
            {"at":"2026-11-22T23:59:59Z","bytes":"eA=="}
            {"at":"2026-11-22T23:59:59Z","reason":"two\\nlines"}
            """);
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    aside.append(Map.of());

    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void anEntryDoesNotJoinAHalfLineThatACrashLeft() throws Exception {
    aside.append(Map.of("a", 1));
    Files.writeString(file(), "{\"at\":\"20", StandardOpenOption.APPEND);

    aside.append(Map.of("b", 2));

    assertThat(Files.readAllLines(file())).hasSize(3).last().asString().contains("\"b\":2");
  }

  @Test
  void aLargeEntryIsOneLineToo() throws Exception {
    byte[] large = new byte[1 << 20];

    aside.append(Map.of("bytes", large));
    aside.append(Map.of());

    assertThat(Files.readAllLines(file())).hasSize(2);
    assertThat(new ObjectMapper().readTree(file().toFile()).get("bytes").binaryValue())
        .isEqualTo(large);
  }

  private Path file() {
    return directory.resolve("2026-11-22.jsonl");
  }
}
