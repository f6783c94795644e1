package io.sluice.relay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.wal.DurableDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where changes go that cannot go on: one file a day (UTC), {@code <yyyy-MM-dd>.jsonl}, one JSON
 * object a line. Byte arrays are Base64. An entry is on disk when {@link #append} returns; a crash
 * or a full disk leaves at most one half line, which the next entry does not join.
 *
 * <p>For many threads, one after the other.
 */
public final class AsideFile {
  private static final Logger log = LoggerFactory.getLogger(AsideFile.class);
  private static final int COPIED_AT_ONCE = 64 << 10;
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private final Path directory;
  private final Clock clock;

  /** The file whose name is on disk for certain. */
  private Path named;

  /**
   * Creates nothing yet.
   *
   * @param directory made with its first entry, for its owner only: the entries hold data
   */
  public AsideFile(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Adds one entry, with the time as {@code at} before everything else.
   *
   * @param entry names and values, in this order; null values are kept
   * @return the file that it is in
   * @throws IOException if it is not safely on disk
   */
  public synchronized Path append(Map<String, Object> entry) throws IOException {
    Path file = directory.resolve(LocalDate.now(clock) + ".jsonl");
    boolean created = create(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      boolean afterHalfLine = endsInMidLine(channel);
      channel.position(channel.size());
      write(entry, afterHalfLine, Channels.newOutputStream(channel));
      channel.force(true);
    }
    if (created || !file.equals(named)) { // it may be there and not be on disk, after a crash
      DurableDirectory.sync(directory);
      named = file;
    }
    return file;
  }

  /**
   * Keeps a copy of a whole file, as far as it can be read, beside the entries.
   *
   * @return the copy's name in the directory
   * @throws IOException if what was read is not safely on disk
   */
  public synchronized String keep(Path original) throws IOException {
    Path copy = directory.resolve(original.getFileName() + "." + clock.millis());
    create(copy);
    try (FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      copy(original, to);
      to.force(true);
    }
    DurableDirectory.sync(directory);
    return copy.getFileName().toString();
  }

  /** Up to where it cannot be read: that is no reason to hold anything up. */
  private static void copy(Path original, FileChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(COPIED_AT_ONCE);
    try (FileChannel from = openOrNull(original)) {
      while (from != null && read(from, buffer.clear())) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    }
  }

  private static FileChannel openOrNull(Path file) {
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      log.warn("cannot be read: {}", file, e);
      return null;
    }
  }

  private static boolean read(FileChannel from, ByteBuffer buffer) {
    try {
      return from.read(buffer) > 0;
    } catch (IOException e) {
      log.warn("a part of a file cannot be read", e);
      return false;
    }
  }

  /** Straight to the file: an entry may be large, and its text is larger still. */
  private void write(Map<String, Object> entry, boolean afterHalfLine, OutputStream file)
      throws IOException {
    if (afterHalfLine) {
      file.write('\n');
    }
    JSON.writeValue(file, withTime(entry));
    file.write('\n');
  }

  private Map<String, Object> withTime(Map<String, Object> entry) {
    Map<String, Object> withTime = new LinkedHashMap<>();
    withTime.put("at", clock.instant().toString());
    withTime.putAll(entry);
    return withTime;
  }

  private static boolean endsInMidLine(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
  }

  private boolean create(Path file) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    DurableDirectory.create(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileChannel.open(
            file,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
    return true;
  }
}
