package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A process held still by SIGSTOP, for as long as this object and this JVM live.
 *
 * <p>A stopped JVM cannot notice that its parent is gone. So a shell does the stopping: its input
 * ends with this JVM, and it then lets the other go on, to find its own input at an end.
 */
final class Pause {
  private static final String SCRIPT = "kill -STOP $0 || exit; echo; read end; kill -CONT $0";

  private final Process shell;

  Pause(long pid) {
    try {
      shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, Long.toString(pid)).start();
      if (shell.getInputStream().read() < 0) {
        throw new IllegalStateException("process " + pid + " cannot be paused: it has ended");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pause process " + pid, e);
    }
  }

  void end() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end a pause", e);
    }
    shell.onExit().join();
  }
}
