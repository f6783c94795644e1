package io.sluice.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/**
 * Directories that are there after a power failure, and so the files in them: a file that is synced
 * has its contents on disk, but its name is its directory's.
 */
public final class DurableDirectory {
  private DurableDirectory() {}

  /**
   * Makes a directory, and those above it, where there are none; on disk when this returns.
   *
   * @param attributes of each that is made
   */
  public static void create(Path directory, FileAttribute<?>... attributes) throws IOException {
    Path path = directory.toAbsolutePath();
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.getParent(); // the root is one
    create(parent, attributes);
    try {
      Files.createDirectory(path, attributes);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
    sync(parent);
  }

  /** Makes the names in a directory durable. */
  public static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
