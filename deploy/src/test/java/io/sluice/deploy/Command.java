package io.sluice.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A command that has ended.
 *
 * @param output of both kinds
 */
record Command(int exitCode, String output) {
  private static final long LIMIT_SECONDS = 60;

  /** Runs one in the root of the repository. */
  static Command run(String... words) throws IOException, InterruptedException {
    return run(Map.of(), words);
  }

  /** Runs one with variables in its environment. */
  static Command run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of(words));
      builder.environment().putAll(environment);
      Process process =
          builder
              .directory(Copied.ROOT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", words) + " does not end");
      }
      return new Command(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  /** Skips a test, and says so, where a program is missing. */
  static void assumeInstalled(String program) {
    boolean there =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv("PATH"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    assumeTrue(there, program + " is not installed here: nothing is checked with it");
  }
}
