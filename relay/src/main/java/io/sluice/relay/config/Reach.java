package io.sluice.relay.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says why a path seems not to be there. */
public final class Reach {
  private Reach() {}

  /** A directory above a path that this user may not enter, so that nothing below it is seen. */
  public static Optional<Path> barrier(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    return Optional.ofNullable(parent).filter(one -> !Files.isExecutable(one));
  }
}
