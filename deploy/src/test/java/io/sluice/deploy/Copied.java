package io.sluice.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that an operator copies, as they are below {@code deploy}. */
final class Copied {
  static final Path ROOT = Path.of(System.getProperty("sluice.root"));
  static final Path DEPLOY = ROOT.resolve("deploy");

  private static final Set<String> TO_COPY =
      Set.of("compose", "compose.yaml", "config", "docker", "grafana", "k8s", "systemd");

  private Copied() {}

  static String text(String name) throws IOException {
    return Files.readString(DEPLOY.resolve(name));
  }

  /** A YAML file of one document. */
  static Yaml yaml(String name) throws IOException {
    List<Yaml> documents = documents(name);
    if (documents.size() != 1) {
      throw new IllegalArgumentException(name + " has " + documents.size() + " documents");
    }
    return documents.get(0);
  }

  /** The documents of a YAML file; a key given twice fails. */
  static List<Yaml> documents(String name) throws IOException {
    Load load = new Load(LoadSettings.builder().setLabel(name).build());
    return StreamSupport.stream(load.loadAllFromString(text(name)).spliterator(), false)
        .map(tree -> new Yaml(name, tree))
        .toList();
  }

  /** Names below {@code deploy} of all files that end so. */
  static List<String> named(String end) throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      return files
          .filter(Files::isRegularFile)
          .map(DEPLOY::relativize)
          .filter(file -> TO_COPY.contains(file.getName(0).toString()))
          .map(Path::toString)
          .filter(name -> name.endsWith(end))
          .sorted()
          .toList();
    }
  }
}
