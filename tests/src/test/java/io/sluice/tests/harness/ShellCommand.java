package io.sluice.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A line of a shell, run to its end.
 *
 * @param exitCode what it ended with
 * @param output standard output and error
 */
public record ShellCommand(int exitCode, String output) {

  /** Runs one to its end. */
  public static ShellCommand run(Path directory, Map<String, String> environment, String line) {
    ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", line);
    shell.directory(directory.toFile()).redirectErrorStream(true).environment().putAll(environment);
    try {
      Process process = shell.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ShellCommand(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + line, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while it ran: " + line, e);
    }
  }
}
