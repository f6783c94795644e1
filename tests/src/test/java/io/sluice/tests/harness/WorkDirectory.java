package io.sluice.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory with what servers and tests write, one subdirectory for each. For one thread. */
final class WorkDirectory {
  /** Of the Cassandra that is tested, and of this JVM, of which there are several at a time. */
  private static final Path OWN =
      Path.of(
              "target",
              "servers",
              TestedCassandra.name(),
              System.getProperty("sluice.fork", "fork-1"))
          .toAbsolutePath();

  private final Path root;
  private int count;

  private WorkDirectory(Path root) {
    this.root = root;
  }

  /** Without what an earlier run left; {@code name} is for those who share servers. */
  static WorkDirectory emptied(String name) {
    Path root = OWN.resolve(name);
    delete(root);
    return new WorkDirectory(root);
  }

  /** Creates a subdirectory that nobody else has. */
  Path next(String name) {
    try {
      return Files.createDirectories(root.resolve(name + "-" + ++count));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a directory in " + root, e);
    }
  }

  /** Copies a directory with all that is in it. */
  static void copy(Path from, Path to) {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + from, e);
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> children = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path child : children) {
        Files.delete(child);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
