package io.sluice.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of every child JVM: ends the JVM when its parent is gone, and runs the real main
 * class.
 *
 * <p>The parent holds the other end of standard input and never writes to it. The operating system
 * closes it when the parent ends, however the parent ends, SIGKILL included: so end of input means
 * that nobody is left to stop this JVM. It is then halted without shutdown hooks, as a hook may
 * wait for a server that is gone too.
 */
public final class Tether {
  private static final int PARENT_GONE = 1;

  private Tether() {}

  /**
   * Runs a main class, tethered.
   *
   * @param command the main class's name, then its arguments
   * @throws Throwable what the main class throws
   */
  public static void main(String[] command) throws Throwable {
    watch(System.in);
    System.setIn(InputStream.nullInputStream());
    var main = Class.forName(command[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(command, 1, command.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void watch(InputStream parent) {
    Thread thread = new Thread(() -> haltAtEnd(parent), "tether");
    thread.setDaemon(true);
    thread.start();
  }

  private static void haltAtEnd(InputStream parent) {
    try {
      parent.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A pipe that cannot be read has no parent at its other end either.
      System.err.println("tether: " + e);
    }
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
