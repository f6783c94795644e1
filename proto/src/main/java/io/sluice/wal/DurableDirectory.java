package io.sluice.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.EnumSet;
import java.util.Set;

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

  /**
   * Gives a file other contents, in one step: after a crash it has the old ones or the new ones,
   * and the new ones for certain once this has returned.
   *
   * @param attributes of the file
   */
  public static void replace(Path file, byte[] contents, FileAttribute<?>... attributes)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    write(fresh, contents, attributes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    sync(file.toAbsolutePath().getParent());
  }

  /** Makes a file of these contents, which are on disk when this returns; its name may not be. */
  public static void write(Path file, byte[] contents, FileAttribute<?>... attributes)
      throws IOException {
    Files.deleteIfExists(file);
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, attributes)) {
      ByteBuffer buffer = ByteBuffer.wrap(contents);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Makes the names in a directory durable. */
  public static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
