package io.sluice.relay.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 * leaves at most one half line, which the next entry does not join.
 *
 * <p>For one thread.
 */
public final class AsideFile {
  private static final ObjectMapper JSON = new ObjectMapper();

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
   * @throws IOException if it is not safely on disk
   */
  public void append(Map<String, Object> entry) throws IOException {
    Path file = directory.resolve(LocalDate.now(clock) + ".jsonl");
    boolean created = create(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer line = ByteBuffer.wrap(line(entry, endsInMidLine(channel)));
      channel.position(channel.size());
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
    if (created) {
      sync(directory);
    }
  }

  private byte[] line(Map<String, Object> entry, boolean afterHalfLine) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    if (afterHalfLine) {
      line.write('\n');
    }
    line.write(json(entry));
    line.write('\n');
    return line.toByteArray();
  }

  private byte[] json(Map<String, Object> entry) throws JsonProcessingException {
    Map<String, Object> withTime = new LinkedHashMap<>();
    withTime.put("at", clock.instant().toString());
    withTime.putAll(entry);
    return JSON.writeValueAsBytes(withTime);
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
