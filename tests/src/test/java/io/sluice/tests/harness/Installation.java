package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.Toolbox;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine of a node as an operator finds it: a directory with the distribution archive, a shell
 * with {@code nodetool} and {@code cqlsh} on its path, which speak to that node, and a Java. For
 * one thread.
 */
public final class Installation {
  private final Path directory;
  private final Toolbox toolbox;
  private final Map<String, String> environment = new LinkedHashMap<>();

  /** Puts the archive there, packed as it is. */
  public Installation(Path directory, CassandraNode node) {
    this.directory = directory;
    this.toolbox = new Toolbox(directory.resolve("toolbox")).add(node);
    try {
      Files.copy(archive(), directory.resolve(archive().getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + directory, e);
    }
    environment.put("PATH", programs() + File.pathSeparator + System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("CASSANDRA_CONF", node.triggersDirectory().getParent().toString());
  }

  /** The archive that the build made. */
  public static Path archive() {
    try (Stream<Path> files = Files.list(Checkout.root().resolve("deploy/target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("sluice-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("there is no archive: build deploy"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list deploy/target", e);
    }
  }

  /** The version that the archive is of. */
  public static String version() {
    return archive().getFileName().toString().replaceAll("^sluice-|\\.tar\\.gz$", "");
  }

  /** What the archive unpacks to. */
  public Path home() {
    return directory.resolve("sluice-" + version());
  }

  /** Unpacks the archive. */
  public Installation unpack() {
    ShellCommand tar = run("tar xzf " + archive().getFileName());
    if (tar.exitCode() != 0) {
      throw new IllegalStateException(tar.output());
    }
    return this;
  }

  /** Sets a variable of the shell. */
  public Installation environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs a line of the shell where the archive is unpacked, or was not yet. */
  public ShellCommand run(String line) {
    return ShellCommand.run(workingDirectory(), environment, line);
  }

  /** Starts a program that runs until it is closed, or until this JVM ends. */
  public ShellProgram start(String line) {
    return ShellProgram.start(workingDirectory(), environment, line);
  }

  /** The path of {@code nodetool} or {@code cqlsh}, for another machine to call. */
  public Path program(String name) {
    return programs().resolve(name);
  }

  private Path workingDirectory() {
    return Files.exists(home()) ? home() : directory;
  }

  private Path programs() {
    return toolbox.programs();
  }
}
