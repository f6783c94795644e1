package io.sluice.tests.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own, in memory, that is soon full. */
public final class SmallDisk implements AutoCloseable {
  private final Path directory;
  private final Path ballast;

  private SmallDisk(Path directory) {
    this.directory = directory;
    this.ballast = directory.resolve("ballast");
  }

  /**
   * Mounts one. A test is skipped where that is not allowed: it takes root, and Linux. What a run
   * that was killed leaves mounted is in no other's way.
   */
  public static SmallDisk mount(int mebibytes) {
    try {
      Path directory = Files.createTempDirectory("sluice-disk");
      String size = "size=" + mebibytes + "m";
      boolean mounted = run("mount", "-t", "tmpfs", "-o", size, "sluice", directory.toString());
      Assumptions.assumeTrue(mounted, "no file system can be mounted here");
      return new SmallDisk(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory to mount a file system", e);
    }
  }

  public Path directory() {
    return directory;
  }

  /** Takes all room that is left. */
  public void fill() {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As it was meant to be.
    }
  }

  /** Gives the room back. */
  public void free() {
    try {
      Files.delete(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot free " + directory, e);
    }
  }

  /** Unmounts it, at once or when nobody has a file of it open any more. */
  @Override
  public void close() {
    if (!run("umount", "-l", directory.toString())) {
      throw new IllegalStateException("cannot unmount " + directory);
    }
    try {
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted in " + command[0], e);
    }
  }
}
