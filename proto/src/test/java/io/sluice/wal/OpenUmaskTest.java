package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is its owner's only, however generous the process that writes it is with its files. */
class OpenUmaskTest {
  @TempDir Path temp;

  @Test
  void theJournalIsTheOwnersOnlyWhateverTheUmask() throws Exception {
    Path journal = temp.resolve("journal");
    Path generous = temp.resolve("generous");
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "umask 000; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                journal.toString(),
                generous.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();

    assertThat(mode(generous)).as("what the umask lets through").isEqualTo("rw-rw-rw-");
    assertThat(mode(journal)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(journal)) {
      List<Path> all = files.toList();
      assertThat(all).anyMatch(file -> file.toString().endsWith(".wal"));
      assertThat(all)
          .contains(journal.resolve("journal.lock"))
          .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** The child: writes through several segments. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] args) throws IOException {
      Files.createFile(Path.of(args[1]));
      try (JournalWriter writer = TestJournal.open(Path.of(args[0]), TestJournal.small())) {
        for (int i = 0; i < 100; i++) {
          TestJournal.append(writer, "change " + i);
        }
      }
    }
  }
}
