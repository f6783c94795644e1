package io.sluice.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A journal's directory: segments named {@code 0000000000000042.wal}, numbered in the order in
 * which they were written, and the writer's lock file. Holds no state; any thread may use it.
 */
public final class JournalDirectory {

  private static final Pattern SEGMENT = Pattern.compile("(\\d{16})\\.wal");
  private static final String UNFINISHED = ".tmp";
  private static final int ZEROES = 64 << 10;
  private static final String LOCK = "journal.lock";

  private final Path path;

  private JournalDirectory(Path path) {
    this.path = path;
  }

  public static JournalDirectory of(Path path) {
    return new JournalDirectory(path);
  }

  public Path path() {
    return path;
  }

  /** The file of a segment, whether or not it exists. */
  public Path file(long segment) {
    return path.resolve(Position.fileName(segment));
  }

  /**
   * Numbers of the segments that exist, oldest first; none if the directory does not exist. A
   * number that no {@link Position} can have is not one of a segment.
   */
  public List<Long> segments() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.wal")) {
      for (Path file : files) {
        Matcher name = SEGMENT.matcher(file.getFileName().toString());
        long number = name.matches() ? Long.parseLong(name.group(1)) : 0;
        if (number > 0 && number <= Position.MAX_SEGMENT) {
          numbers.add(number);
        }
      }
    } catch (NoSuchFileException e) {
      return numbers; // not made yet
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(numbers);
    return numbers;
  }

  /** The highest number that exists, or 0. */
  long newest() throws IOException {
    return segments().stream().mapToLong(number -> number).max().orElse(0);
  }

  /** The lowest number above {@code segment} that exists, or -1. */
  long successor(long segment) throws IOException {
    if (Files.exists(file(segment + 1))) {
      return segment + 1;
    }
    return segments().stream().filter(number -> number > segment).findFirst().orElse(-1L);
  }

  /** Bytes of a segment's file. */
  public long sizeOf(long segment) throws IOException {
    return Files.size(file(segment));
  }

  /** When the writer made the segment ready, which may be a while before it filled it. */
  public Instant createdAt(long segment) throws IOException {
    return SegmentReader.createdAt(this, segment);
  }

  /**
   * Deletes a segment that is complete and that nobody reads any more. The newest one, which the
   * next writer numbers its own by, must be kept.
   *
   * <p>It is emptied first, unless its writer may still be looking at it: the writer's mapping
   * lives until the database's garbage collector finds it, maybe hours later, and keeps the disk
   * space of a file that is only unlinked. To touch a mapped page that is gone would be a fault.
   */
  public void delete(long segment) throws IOException {
    Settlement settlement = new Settlement(this, segment, SegmentReader.header(this, segment));
    if (settlement.isFinal()) {
      try (FileChannel file = FileChannel.open(file(segment), StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
    }
    Files.delete(file(segment));
  }

  /** Bytes of all segments. Files that vanish meanwhile count nothing. */
  public long size() throws IOException {
    long bytes = 0;
    for (long segment : segments()) {
      bytes += file(segment).toFile().length();
    }
    return bytes;
  }

  Path lockFile() {
    return path.resolve(LOCK);
  }

  /** Readable by the owner only: it will hold data. */
  void create() throws IOException {
    if (!Files.isDirectory(path)) {
      DurableDirectory.create(path.toAbsolutePath().getParent());
      DurableDirectory.create(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** A name of its own under which a segment is made ready. */
  Path unfinishedFile(long segment) {
    return path.resolve(file(segment).getFileName() + "." + UUID.randomUUID() + UNFINISHED);
  }

  void deleteUnfinished() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + UNFINISHED)) {
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** An empty file, readable by the owner only. */
  static void createFile(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /**
   * A file full of zeroes, so that a disk without room for it says so now. Closed in any case: a
   * handle left open would keep the space of a file that is deleted.
   */
  static void createFile(Path file, long size) throws IOException {
    createFile(file);
    ByteBuffer zeroes = ByteBuffer.allocate(ZEROES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long left = size; left > 0; left -= channel.write(zeroes)) {
        zeroes.clear().limit((int) Math.min(left, ZEROES));
      }
    }
  }

  /** Makes file names durable. */
  void sync() throws IOException {
    DurableDirectory.sync(path);
  }
}
