package io.sluice.wal;

import java.io.IOException;
import java.time.Duration;

/** Starts the journal's own threads. */
final class Background {

  private Background() {}

  /**
   * A daemon thread that pins no class loader: it outlives the request thread that happened to open
   * the journal, but must not keep a reloaded trigger's classes.
   *
   * @param role becomes the thread's name
   */
  static Thread start(String role, Runnable work) {
    Thread thread = new Thread(work, "sluice-journal-" + role);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    return thread;
  }

  /**
   * Waits for a thread that was told to end.
   *
   * @throws IOException if it does not
   */
  static void stop(Thread thread, Duration patience) throws IOException {
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IOException(
          thread.getName() + " did not end within " + patience.toSeconds() + " s: the disk hangs");
    }
  }
}
