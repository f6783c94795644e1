package io.sluice.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Main classes for the tests' child JVMs. */
final class Programs {
  static final String READY = "program is ready";

  private Programs() {}

  /** A command that sees the test's classes. */
  static JvmCommand command(String name, Path directory) {
    return JvmCommand.named(name, directory).classPath(System.getProperty("java.class.path"));
  }

  /** Runs until it is stopped, and says so when it is stopped properly. */
  static final class Sleeper {
    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> System.out.println("stopped properly")));
      System.out.println(READY);
      Thread.sleep(Duration.ofMinutes(10).toMillis());
    }
  }

  /** Has a child of its own, running or paused; both run until they are stopped. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      Path directory = Path.of(args[0]);
      ChildJvm child = ChildJvm.start(command("child", directory).main(Sleeper.class.getName()));
      child.await(() -> child.hasLogged(READY), Duration.ofMinutes(1), passed -> {});
      Files.writeString(directory.resolve("child.pid"), Long.toString(child.pid()));
      if (args[1].equals("pause")) {
        child.pause();
      }
      System.out.println(READY);
      child.awaitExit();
    }
  }

  /** Prints what it was given, on both outputs, and fails. */
  static final class Failing {
    public static void main(String[] args) {
      System.out.println(String.join("|", args));
      System.err.println(System.getenv("GIVEN") + " " + System.getProperty("given"));
      throw new IllegalStateException("this program fails");
    }
  }
}
