package io.sluice.relay.deadletter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dead letters of one destination, in the order in which they became that. A relay may be
 * adding to them.
 *
 * <p>For one thread.
 */
public final class DeadLetterFiles {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}\\.jsonl");

  private final Path directory;

  /** Those in a directory, which need not exist. */
  public DeadLetterFiles(Path directory) {
    this.directory = directory;
  }

  /** What is done with each entry. */
  public interface Visitor<E extends Exception> {
    void entry(DeadLetter letter, long digest) throws E, IOException;

    /**
     * A line that is no entry: a crash or a full disk left half of one. Its change was not passed
     * then, but taken again.
     */
    void unreadable(String id) throws E;
  }

  public Path directory() {
    return directory;
  }

  /** How many were not replayed. */
  public int pending() throws IOException {
    Count count = new Count();
    visit(false, count);
    return count.entries;
  }

  /**
   * Goes through the entries.
   *
   * @param all also those that were replayed
   */
  public <E extends Exception> void visit(boolean all, Visitor<E> visitor) throws E, IOException {
    scan(
        (id, line, digest, replayed) -> {
          DeadLetter letter;
          try {
            letter = DeadLetter.parse(id, line, replayed);
          } catch (IOException e) {
            visitor.unreadable(id);
            return;
          }
          visitor.entry(letter, digest);
        },
        all);
  }

  private interface Lines<E extends Exception> {
    void line(String id, byte[] line, long digest, boolean replayed) throws E, IOException;
  }

  private static final class Count implements Visitor<RuntimeException> {
    private int entries;

    @Override
    public void entry(DeadLetter letter, long digest) {
      entries++;
    }

    @Override
    public void unreadable(String id) {} // nothing to be replayed
  }

  private <E extends Exception> void scan(Lines<E> visitor, boolean all) throws E, IOException {
    Map<String, Long> replayed = ReplayedEntries.read(directory);
    for (Path day : days()) {
      try (LineReader lines = new LineReader(day)) {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          String id = day.getFileName().toString().replace(".jsonl", ":" + lines.offset());
          long digest = DeadLetter.digest(line);
          boolean done = replayed.getOrDefault(id, -1L) == digest;
          if (all || !done) {
            visitor.line(id, line, digest, done);
          }
        }
      }
    }
  }

  private List<Path> days() throws IOException {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> DAY.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
