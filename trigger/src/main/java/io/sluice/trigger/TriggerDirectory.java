package io.sluice.trigger;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.cassandra.triggers.ITrigger;

/**
 * The directory that Cassandra loads triggers from. Found in the way that Cassandra finds it, since
 * the jar itself runs from a temporary copy, and since Cassandra's own method for it returns
 * another type in 4.0 than later.
 */
final class TriggerDirectory {
  private static final String PROPERTY = "cassandra.triggers_dir";
  private static final String RESOURCE = "triggers";

  private TriggerDirectory() {}

  /** Where the file would be if it existed; empty if there is no such directory. */
  static Optional<Path> file(String name) {
    return find().map(directory -> directory.resolve(name));
  }

  private static Optional<Path> find() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return Optional.of(Path.of(configured));
    }
    URL resource = ITrigger.class.getClassLoader().getResource(RESOURCE);
    return resource == null ? Optional.empty() : onDisk(resource);
  }

  private static Optional<Path> onDisk(URL resource) {
    if (!resource.getProtocol().equals("file")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(resource.toURI()));
    } catch (URISyntaxException e) { // a path with characters that a URL does not take
      return Optional.of(new File(resource.getFile()).toPath());
    }
  }
}
