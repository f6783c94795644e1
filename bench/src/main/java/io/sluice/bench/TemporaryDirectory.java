package io.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for what a benchmark writes. */
final class TemporaryDirectory {

  private TemporaryDirectory() {}

  static Path create() throws IOException {
    return Files.createTempDirectory("sluice-bench");
  }

  /** Creates one that is deleted when the JVM ends. */
  static Path createForJvm() throws IOException {
    Path directory = create();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtEnd(directory)));
    return directory;
  }

  private static void deleteAtEnd(Path directory) {
    try {
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TemporaryDirectory::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
