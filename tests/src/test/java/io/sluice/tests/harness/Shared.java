package io.sluice.tests.harness;

/** Servers that are started once, when the first test asks for them, and serve all that do. */
interface Shared extends AutoCloseable {
  /** Starts them, once. */
  void start();

  /**
   * Puts them back, after each test, to how {@link #start} left them.
   *
   * @throws AssertionError if a node of the database had ended though no test had ended it
   */
  void closeWhatTheTestStarted();

  /**
   * Makes sure that every node takes reads, and writes to a table with the trigger.
   *
   * @throws AssertionError if one does not
   */
  void assertDatabaseServes();

  /** What the servers of the test logged last. */
  Evidence evidence();

  @Override
  void close();
}
