package io.sluice.relay.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries were sent after all: a line of {@value #FILE} each, beside the files of entries,
 * which are the relay's to write to. Whoever adds to it has it alone.
 *
 * <p>For one thread.
 */
final class ReplayedEntries implements AutoCloseable {
  static final String FILE = "replayed.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel channel;
  private String separator = "\n"; // a crash may have left half a line

  private ReplayedEntries(FileChannel channel) {
    this.channel = channel;
  }

  /** Those of a directory, with the digests of what they held: an entry of other content is new. */
  static Map<String, Long> read(Path directory) throws IOException {
    Map<String, Long> digests = new HashMap<>();
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      return digests;
    }
    try (LineReader lines = new LineReader(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        read(line).ifPresent(mark -> digests.put(mark.entry(), mark.digest()));
      }
    }
    return digests;
  }

  private record Mark(String entry, long digest) {}

  /** Empty for half a line that a crash left: its entry is sent again. */
  private static Optional<Mark> read(byte[] line) throws IOException {
    try {
      JsonNode mark = JSON.readTree(line);
      return Optional.of(new Mark(mark.path("entry").asText(), mark.path("digest").asLong()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Opens it to add to it.
   *
   * @return empty if somebody else has
   */
  static Optional<ReplayedEntries> open(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE),
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new ReplayedEntries(channel.position(channel.size())));
      }
    } catch (OverlappingFileLockException e) {
      // Somebody else of this very process.
    }
    channel.close();
    return Optional.empty();
  }

  /** Adds an entry; it is on disk when this returns. */
  void add(String entry, long digest, String topic) throws IOException {
    Map<String, Object> mark = new LinkedHashMap<>();
    mark.put("at", Instant.now().toString());
    mark.put("entry", entry);
    mark.put("digest", digest);
    mark.put("topic", topic);
    String line = separator + JSON.writeValueAsString(mark) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
    separator = "";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
