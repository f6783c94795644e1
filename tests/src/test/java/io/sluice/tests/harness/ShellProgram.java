package io.sluice.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A program that a shell runs until it is closed. It ends with this JVM, however that ends. */
public final class ShellProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** At the end of its input the shell ends the program, and then itself. */
  private static final String TETHER = " & program=$!; cat > /dev/null; kill $program; wait";

  private final Process process;
  private final Path log;

  private ShellProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ShellProgram start(Path directory, Map<String, String> environment, String line) {
    return start(directory, directory.resolve("program.log"), environment, line);
  }

  /**
   * Starts one.
   *
   * @param log what it prints
   * @param line of which the last command is the program
   */
  public static ShellProgram start(
      Path directory, Path log, Map<String, String> environment, String line) {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", line + TETHER);
    shell.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    shell.environment().putAll(environment);
    try {
      return new ShellProgram(shell.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + line, e);
    }
  }

  /** Waits until it has printed a text. */
  public void awaitOutput(String text) {
    Awaitility.await(text + " in " + log)
        .atMost(PATIENCE)
        .until(() -> Files.readString(log).contains(text));
  }

  /** Has it end, and waits until it has. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the program of " + log, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the program of " + log + " ended", e);
    }
  }
}
