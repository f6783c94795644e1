package io.sluice.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/**
 * The main class of {@code deploy/quickstart}: starts Cassandra, Kafka and the relay, and tells the
 * story of three INSERTs that become three Kafka records.
 *
 * <p>Exit codes: 0 when all three came, 1 when something failed, 2 for a wrong command line.
 */
public final class Quickstart {
  private final PrintStream out;
  private final PrintStream err;

  private Quickstart(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the quick start; {@code deploy/quickstart --help} says what the arguments are. */
  public static void main(String[] args) {
    System.exit(new Quickstart(utf8(FileDescriptor.out), utf8(FileDescriptor.err)).run(args));
  }

  /** Whatever the locale says: terminals take UTF-8, and a record may hold any text. */
  private static PrintStream utf8(FileDescriptor target) {
    return new PrintStream(new FileOutputStream(target), true, StandardCharsets.UTF_8);
  }

  private int run(String... args) {
    try {
      return run(QuickstartOptions.parse(args));
    } catch (IllegalArgumentException e) {
      err.println("quickstart: " + e.getMessage());
      return 2;
    }
  }

  private int run(QuickstartOptions options) {
    try (Sandbox sandbox = options.sandbox(out::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox), "close"));
      return tell(new Story(sandbox, out::println), sandbox, options.exit());
    }
  }

  private int tell(Story story, Sandbox sandbox, boolean exit) {
    try {
      story.tell();
      if (!exit) {
        story.goOn();
      }
      return 0;
    } catch (RuntimeException e) {
      if (!sandbox.isClosed()) { // else it is Ctrl-C that made something fail
        sandbox.keep();
        Throwable reason = e instanceof CompletionException ? e.getCause() : e;
        err.println("quickstart: " + reason.getMessage());
        err.println("quickstart: all logs are below " + sandbox.directory());
      }
      return 1;
    }
  }

  private void close(Sandbox sandbox) {
    if (!sandbox.isClosed()) {
      out.println("stopping the relay, Kafka and Cassandra");
      sandbox.close();
    }
  }
}
