package io.sluice.relay.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether others than its owner get into a directory that was there before Sluice, or was opened
 * since. What Sluice makes itself is the owner's only. Nobody's rights are taken away: they may be
 * meant, by an operator who was told.
 */
public final class Exposure {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private Exposure() {}

  /**
   * A warning for the operator; empty if there is nothing to warn of.
   *
   * @param key of the configuration, that the directory is the value of
   */
  public static Optional<String> of(Path directory, String key) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
    if (OWNERS.containsAll(mode)) {
      return Optional.empty();
    }
    return Optional.of(
        "directory %s (key: %s) is open to other users (%s), and what is in it are contents of your tables: chmod 700 %s"
            .formatted(directory, key, PosixFilePermissions.toString(mode), directory));
  }
}
