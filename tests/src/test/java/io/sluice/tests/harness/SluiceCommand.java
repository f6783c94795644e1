package io.sluice.tests.harness;

import io.sluice.sandbox.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code sluice} of the distribution, run to its end.
 *
 * @param exitCode what it ended with
 * @param output standard output and error
 */
public record SluiceCommand(int exitCode, String output) {
  /** Runs it in a directory. */
  public static SluiceCommand run(Path directory, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("relay/target/sluice/bin/sluice").toString());
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new SluiceCommand(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while it ran: " + command, e);
    }
  }

  /** Its lines that are JSON objects. */
  public List<String> objects() {
    return output.lines().filter(line -> line.startsWith("{")).toList();
  }
}
