package io.sluice.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source tree in which this code was built, and what the build left in it.
 *
 * <p>Its root is the system property {@value #ROOT}, which the build sets for tests and {@code
 * deploy/quickstart} for itself.
 */
public final class Checkout {
  /** The system property that names the root of the source tree. */
  public static final String ROOT = "sluice.root";

  private static final String REGISTRY = "deploy/servers/apicurio -Pavro";

  private Checkout() {}

  /** The root of the source tree. */
  public static Path root() {
    String root = System.getProperty(ROOT);
    if (root == null) {
      throw new IllegalStateException("pass -D" + ROOT + "=<directory of the source tree>");
    }
    return Path.of(root);
  }

  /**
   * What a server's JVM is told beyond what all are, if anything; {@code name} is as in {@link
   * #server}.
   */
  static List<String> serverOptions(String name) {
    Path file = root().resolve("deploy/servers").resolve(name).resolve("jvm.options");
    return Files.exists(file) ? List.of("@" + file) : List.of();
  }

  /** The jars of a server; {@code name} is its directory in {@code deploy/servers}. */
  static ServerJars server(String name) {
    String module = "deploy/servers/" + name;
    Path list = built(module, root().resolve(module).resolve("target/classpath"));
    try {
      return new ServerJars(Files.readString(list).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + list, e);
    }
  }

  /** The trigger's jar, as it is dropped into a triggers directory. */
  public static Path triggerJar() {
    Path target = root().resolve("trigger/target");
    List<Path> jars = list(built("trigger", target), "sluice-trigger-\\d[^-]*(-SNAPSHOT)?\\.jar");
    return built("trigger", jars.isEmpty() ? target.resolve("sluice-trigger-*.jar") : jars.get(0));
  }

  /** The class path of the relay's distribution. */
  static String relayJars() {
    Path lib = built("relay", root().resolve("relay/target/sluice/lib"));
    return list(lib, ".*\\.jar").stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The jar that a schema registry is run from; it names the others. */
  static Path registryJar() {
    Path directory = built(REGISTRY, root().resolve("deploy/servers/apicurio/target/registry"));
    return list(directory, ".*-runner\\.jar").get(0);
  }

  /** A directory of plugins with the registry's converter. */
  static Path registryPlugins() {
    return built(REGISTRY, root().resolve("deploy/servers/apicurio/target/plugins"));
  }

  /** Where {@link Tether} is: the sandbox's jar or its directory of classes. */
  static Path ownClasses() {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the sandbox's classes are not in a file or directory", e);
    }
  }

  private static Path built(String module, Path file) {
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          file + " is missing: run `mvn package -DskipTests -am -pl " + module + "` in " + root());
    }
    return file;
  }

  private static List<Path> list(Path directory, String namePattern) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(namePattern))
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}
