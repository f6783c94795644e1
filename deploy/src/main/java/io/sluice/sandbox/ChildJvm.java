package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A running child JVM, tethered to this one: it ends when this JVM ends, however that happens.
 *
 * <p>Whoever needs the child must keep this object: it holds the pipe that keeps the child alive.
 * Safe for use by many threads.
 */
public final class ChildJvm {
  private static final Duration POLL = Duration.ofMillis(50);

  private final String name;
  private final LogFile log;
  private final Process process;
  private Pause pause;

  private ChildJvm(String name, LogFile log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a JVM and returns at once. Its output is appended to the command's log file.
   *
   * @throws StartFailedException when the operating system refuses
   */
  public static ChildJvm start(JvmCommand command) {
    try {
      Files.createDirectories(command.temporary());
      LogFile log = new LogFile(command.log());
      return new ChildJvm(command.name(), log, command.process().start());
    } catch (IOException e) {
      throw new StartFailedException("cannot start " + command.name(), e);
    }
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether the JVM runs; a paused one does. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file with the JVM's output. */
  public Path log() {
    return log.path();
  }

  /** Whether the JVM has printed a text since it was started. */
  public boolean hasLogged(String text) {
    return log.contains(text);
  }

  /**
   * Waits until the JVM is ready.
   *
   * @param ready asked about twenty times a second
   * @param limit how long to wait at most
   * @param waited told how long it has been waiting, each time before it asks
   * @throws StartFailedException when the JVM dies or the limit passes; a JVM that still runs is
   *     killed
   */
  public void await(BooleanSupplier ready, Duration limit, Consumer<Duration> waited) {
    long start = System.nanoTime();
    while (!ready.getAsBoolean()) {
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      failIf(!isAlive(), "ended while it started");
      failIf(passed.compareTo(limit) > 0, "was not ready within " + limit.toSeconds() + " s");
      failIf(Thread.currentThread().isInterrupted(), "was interrupted while it started");
      waited.accept(passed);
      awaitExit(POLL);
    }
  }

  /** Waits until the JVM ends by itself, and returns its exit code. */
  public int awaitExit() {
    return process.onExit().join().exitValue();
  }

  /**
   * Waits until the JVM ends by itself, for a command that does one thing.
   *
   * @throws StartFailedException when its exit code is not 0
   */
  public void awaitSuccess() {
    int code = awaitExit();
    failIf(code != 0, "ended with exit code " + code);
  }

  /** Asks the JVM to end (SIGTERM) and waits; kills it if it has not ended within the limit. */
  public void terminate(Duration limit) {
    resume();
    // Not process.destroy(): that also closes the child's input, for which the tether halts the
    // JVM.
    process.toHandle().destroy();
    if (!awaitExit(limit)) {
      kill();
    }
  }

  /** Sends SIGHUP, of which the program makes what it likes. */
  public void hangUp() {
    try {
      new ProcessBuilder("kill", "-HUP", Long.toString(pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send a signal to process " + pid(), e);
    }
  }

  /** Ends the JVM at once (SIGKILL), and waits until it has ended. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
    resume();
  }

  /**
   * Stops all threads of the JVM (SIGSTOP) until {@link #resume}; nothing if it is paused already.
   */
  public synchronized void pause() {
    if (pause == null) {
      pause = new Pause(pid());
    }
  }

  /** Lets a paused JVM go on (SIGCONT); nothing if it is not paused. */
  public synchronized void resume() {
    if (pause != null) {
      pause.end();
      pause = null;
    }
  }

  private boolean awaitExit(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !isAlive();
    }
  }

  private void failIf(boolean failed, String reason) {
    if (failed) {
      kill();
      throw new StartFailedException(name, reason, log.path(), log.tail());
    }
  }
}
