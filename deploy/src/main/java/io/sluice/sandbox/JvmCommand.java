package io.sluice.sandbox;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a child JVM runs, and where. A builder for one thread; {@link ChildJvm#start} only reads it.
 */
public final class JvmCommand {
  private final String name;
  private final Path directory;
  private final List<String> options = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String classPath = "";
  private String mainClass = "";
  private String umask = "";

  private JvmCommand(String name, Path directory) {
    this.name = name;
    this.directory = directory;
  }

  /**
   * A command without a main class yet.
   *
   * @param name names the log file and the JVM in messages
   * @param directory the working directory, which also gets the log file
   */
  public static JvmCommand named(String name, Path directory) {
    return new JvmCommand(name, directory);
  }

  /** Sets the class path, in the platform's notation. */
  public JvmCommand classPath(String jars) {
    classPath = jars;
    return this;
  }

  /** Adds options of the JVM itself, such as {@code -Xmx512m}. */
  public JvmCommand options(List<String> more) {
    options.addAll(more);
    return this;
  }

  /** Adds a system property. */
  public JvmCommand property(String key, Object value) {
    options.add("-D" + key + "=" + value);
    return this;
  }

  /** Sets an environment variable, beside those of this process. */
  public JvmCommand environment(String key, String value) {
    environment.put(key, value);
    return this;
  }

  /** Sets which rights the files that it makes are not to have, in octal; unset: those of here. */
  public JvmCommand umask(String octal) {
    umask = octal;
    return this;
  }

  /** Sets the main class and its arguments. */
  public JvmCommand main(String className, String... args) {
    mainClass = className;
    arguments.clear();
    Collections.addAll(arguments, args);
    return this;
  }

  String name() {
    return name;
  }

  Path directory() {
    return directory;
  }

  Path log() {
    return directory.resolve(name + ".log");
  }

  Path temporary() {
    return directory.resolve("tmp");
  }

  ProcessBuilder process() {
    ProcessBuilder process = new ProcessBuilder(line());
    process.directory(directory.toFile());
    process.redirectErrorStream(true);
    process.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    process.environment().putAll(environment);
    // Not -cp: the class path of a server is longer than some systems allow an argument to be.
    process.environment().put("CLASSPATH", Checkout.ownClasses() + File.pathSeparator + classPath);
    return process;
  }

  /**
   * The shell makes the JVM ignore SIGINT, which a terminal sends to parent and children alike,
   * then becomes the JVM: on Ctrl-C the parent alone decides in which order its children stop.
   */
  private List<String> line() {
    String limit = umask.isEmpty() ? "" : "umask " + umask + "; ";
    List<String> line =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; " + limit + "exec \"$0\" \"$@\""));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Djava.io.tmpdir=" + temporary()); // a killed JVM would leave its libraries in /tmp
    line.addAll(options);
    line.add(Tether.class.getName());
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }
}
