package io.sluice.sandbox;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A server in a child JVM that can be stopped, killed, and started again where it was.
 *
 * <p>Not to be started by two threads at once; all else may be called from any thread.
 */
public abstract class Server implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final String title;
  private final Progress progress;
  private volatile ChildJvm child;
  private volatile boolean wanted; // since it was started, and neither stopped nor killed

  /**
   * Makes a server that does not run yet.
   *
   * @param title names it in messages, such as {@code cassandra 5.0.9}
   */
  Server(String title, Progress progress) {
    this.title = title;
    this.progress = progress;
  }

  /** Writes what the server reads at start, and returns how to run it. */
  abstract JvmCommand prepare();

  /** Whether the server does its work. */
  abstract boolean isReady(ChildJvm jvm);

  /** Where it is reached, for messages. */
  abstract String address();

  /**
   * Starts the server and returns when it answers.
   *
   * @throws StartFailedException when it does not, with the end of its log
   */
  public void start() {
    if (isAlive()) {
      throw new IllegalStateException(title + " runs already");
    }
    ChildJvm jvm = ChildJvm.start(prepare());
    child = jvm;
    wanted = true;
    ProgressClock clock = new ProgressClock(title, progress);
    jvm.await(() -> isReady(jvm), START_LIMIT, clock::passed);
    clock.ready(address());
  }

  /** Stops the server as an operator would (SIGTERM), and waits until it has ended. */
  public void stop() {
    wanted = false;
    if (isAlive()) {
      child.terminate(STOP_LIMIT);
    }
  }

  /** Ends the server at once (SIGKILL), and waits until it has ended. */
  public void kill() {
    wanted = false;
    if (isAlive()) {
      child.kill();
    }
  }

  /** Starts the server again on its files and ports, after stopping it if it runs. */
  public void restart() {
    stop();
    start();
  }

  /** Freezes the server (SIGSTOP) until {@link #resume}. */
  public void pause() {
    running().pause();
  }

  /** Lets a frozen server go on. */
  public void resume() {
    running().resume();
  }

  /** Whether the server's JVM runs, frozen or not. */
  public boolean isAlive() {
    return child != null && child.isAlive();
  }

  /** Whether the server has ended though nobody stopped or killed it. */
  public boolean hasDied() {
    return wanted && !isAlive();
  }

  /** The process id of the running or last run JVM. */
  public long pid() {
    return running().pid();
  }

  /** The server's log, which goes on over restarts. */
  public Path log() {
    return running().log();
  }

  /** Stops the server if it runs. */
  @Override
  public void close() {
    stop();
  }

  @Override
  public String toString() {
    return title;
  }

  final ChildJvm running() {
    ChildJvm jvm = child;
    if (jvm == null) {
      throw new IllegalStateException(title + " was never started");
    }
    return jvm;
  }
}
