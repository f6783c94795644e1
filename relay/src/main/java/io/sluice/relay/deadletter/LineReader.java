package io.sluice.relay.deadletter;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file's whole lines, one after the other; a last one that has no end is left out. */
final class LineReader implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final InputStream input;
  private long offset; // of the line read last
  private long nextOffset;

  LineReader(Path file) throws IOException {
    input = new BufferedInputStream(Files.newInputStream(file), BUFFER);
  }

  /** The next line without its end; null if there is none yet. */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != -1; next = input.read()) {
      if (next == '\n') {
        offset = nextOffset;
        nextOffset += line.size() + 1L;
        return line.toByteArray();
      }
      line.write(next);
    }
    return null;
  }

  /** Where in the file the line begins that was read last: bytes. */
  long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
