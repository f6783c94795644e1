package io.sluice.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log of a child JVM, from where it stood when the JVM was started. For one thread. */
final class LogFile {
  private static final int TAIL_BYTES = 4096;

  private final Path path;
  private final long start;

  /** Looks at what is written to {@code path}, which may not exist yet, from now on. */
  LogFile(Path path) throws IOException {
    this.path = path;
    this.start = Files.exists(path) ? Files.size(path) : 0;
  }

  Path path() {
    return path;
  }

  boolean contains(String text) {
    return from(start).contains(text);
  }

  /** The last lines, enough to see what went wrong. */
  String tail() {
    String end = from(Math.max(start, path.toFile().length() - TAIL_BYTES));
    return end.isBlank() ? "(nothing)" : end.stripTrailing();
  }

  private String from(long offset) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(Math.max(0, file.length() - offset))];
      file.seek(offset);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log " + path, e);
    }
  }
}
