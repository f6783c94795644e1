package io.sluice.relay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/**
 * Where changes go that cannot go on: one file a day (UTC), {@code <yyyy-MM-dd>.jsonl}, one JSON
 * object a line. Byte arrays are Base64. An entry is on disk when {@link #append} returns; a crash
 * or a full disk leaves at most one half line, which the next entry does not join.
 *
 * <p>For one thread.
 */
public final class AsideFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private final Path directory;
  private final Clock clock;

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
  public Path append(Map<String, Object> entry) throws IOException {
    Path file = directory.resolve(LocalDate.now(clock) + ".jsonl");
    boolean created = create(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      boolean afterHalfLine = endsInMidLine(channel);
      channel.position(channel.size());
      write(entry, afterHalfLine, Channels.newOutputStream(channel));
      channel.force(true);
    }
    if (created) {
      sync(directory);
    }
    return file;
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
    Files.createDirectories(
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

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
