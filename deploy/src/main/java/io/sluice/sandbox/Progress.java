package io.sluice.sandbox;

/** Told what is going on while a server starts. Called by the thread that starts the server. */
@FunctionalInterface
public interface Progress {
  /** Says nothing to anybody. */
  Progress SILENT = line -> {};

  /**
   * Takes one line for a person to read.
   *
   * @param line such as {@code cassandra 5.0.9: starting … 4 s}
   */
  void report(String line);
}
