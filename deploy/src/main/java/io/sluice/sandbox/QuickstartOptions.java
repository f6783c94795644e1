package io.sluice.sandbox;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * What the quick start was asked for.
 *
 * @param exit leave after the three records of the story
 * @param keep leave the servers' files where they are
 * @param directory where they go; a temporary directory if empty
 */
record QuickstartOptions(boolean exit, boolean keep, Optional<Path> directory) {

  /**
   * Reads the command line that {@code deploy/quickstart --help} describes.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static QuickstartOptions parse(String... args) {
    boolean exit = false;
    boolean keep = false;
    Optional<Path> directory = Optional.empty();
    for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
      String arg = rest.next();
      switch (arg) {
        case "--exit" -> exit = true;
        case "--keep" -> keep = true;
        case "--dir" -> directory = Optional.of(Path.of(valueOf(arg, rest)));
        default -> throw new IllegalArgumentException("unknown option " + arg + ", see --help");
      }
    }
    return new QuickstartOptions(exit, keep, directory);
  }

  /**
   * Opens the sandbox that the options ask for.
   *
   * @throws IllegalArgumentException when there is something in its directory already
   */
  Sandbox sandbox(Progress progress) {
    Sandbox sandbox =
        directory
            .map(dir -> Sandbox.in(dir, progress))
            .orElseGet(() -> Sandbox.temporary(progress));
    String[] files = sandbox.directory().toFile().list();
    if (files != null && files.length > 0) {
      throw new IllegalArgumentException(
          sandbox.directory() + " is not empty: remove it or pass another directory to --dir");
    }
    if (keep) {
      sandbox.keep();
    }
    return sandbox;
  }

  private static String valueOf(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }
}
