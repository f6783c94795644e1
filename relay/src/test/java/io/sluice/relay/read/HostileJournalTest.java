package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.sluice.wal.CraftedSegment;
import io.sluice.wal.CraftedSegment.Frame;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whatever a journal's files hold: reading them ends, nothing is thrown, nothing is made up, and
 * what is whole is read. How many mutations: system property {@code fuzz.mutations}; of which seed:
 * {@code fuzz.seed}.
 */
class HostileJournalTest {
  private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 5_000);

  /** Of one mutation: thousands of times what it takes. */
  private static final Duration HANGS = Duration.ofSeconds(60);

  @TempDir Path temp;

  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final ExecutorService reader = Executors.newSingleThreadExecutor();
  private final Logger log = (Logger) LoggerFactory.getLogger("io.sluice.relay");

  private Path journal;
  private SortedMap<Long, byte[]> pristine;
  private ReadingHalf half;
  private ReadingHalf.Content whole;

  /** What was written to the files last. */
  private SortedMap<Long, byte[]> written;

  @BeforeEach
  void write() throws IOException {
    log.setLevel(Level.OFF); // each mutation is a warning, or several
    System.out.println("HostileJournalTest seed: " + seed);
    journal = temp.resolve("journal");
    pristine = PristineJournal.write(journal, random);
    written = copy();
    half = new ReadingHalf(journal, temp.resolve("quarantine"));
    whole = half.read();
    assertThat(whole.lost()).isEmpty();
    assertThat(whole.events()).hasSizeGreaterThan(80);
    assertThat(whole.events().toString()).doesNotContain("undecodable");
  }

  @AfterEach
  void end() {
    log.setLevel(null);
    reader.shutdownNow();
  }

  @Test
  void damageIsPassedOverAndNothingElse() {
    for (int i = 0; i < MUTATIONS; i++) {
      SortedMap<Long, byte[]> files = copy();
      for (int hits = random.nextInt(3); hits >= 0 && !files.isEmpty(); hits--) {
        PlainDamage[] kinds = PlainDamage.values();
        kinds[random.nextInt(kinds.length)].inflict(files, random);
      }
      ReadingHalf.Content content = read(files, i);
      compare(content, files, "seed " + seed + ", mutation " + i);
    }
  }

  /** There is no telling what it should be read as. */
  @Test
  void craftedRecordsDoNoHarm() {
    CraftedDamage damage = new CraftedDamage(random);
    for (int i = 0; i < MUTATIONS; i++) {
      SortedMap<Long, byte[]> files = copy();
      damage.inflict(files);
      read(files, i);
    }
  }

  private SortedMap<Long, byte[]> copy() {
    SortedMap<Long, byte[]> copy = new TreeMap<>();
    pristine.forEach((segment, bytes) -> copy.put(segment, bytes.clone()));
    return copy;
  }

  private ReadingHalf.Content read(SortedMap<Long, byte[]> files, int mutation) {
    String name = "seed " + seed + ", mutation " + mutation;
    try {
      put(files);
      return reader.submit(half::read).get(HANGS.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(name, e);
    }
  }

  private void put(SortedMap<Long, byte[]> files) throws IOException {
    JournalDirectory directory = JournalDirectory.of(journal);
    for (long segment : written.keySet()) {
      if (!files.containsKey(segment)) {
        Files.delete(directory.file(segment));
      }
    }
    for (long segment : files.keySet()) {
      if (!Arrays.equals(files.get(segment), written.get(segment))) {
        Files.deleteIfExists(directory.file(segment)); // it may still be mapped
        Files.write(directory.file(segment), files.get(segment));
      }
    }
    written = files;
  }

  private void compare(
      ReadingHalf.Content content, SortedMap<Long, byte[]> files, String mutation) {
    content
        .events()
        .forEach(
            (position, event) ->
                assertThat(event)
                    .as("%s, read at %s", mutation, position)
                    .isEqualTo(whole.events().get(position)));
    pristine.forEach(
        (segment, bytes) -> {
          for (Frame frame : CraftedSegment.frames(segment, bytes)) {
            compare(content, segment, frame, files.get(segment), mutation);
          }
        });
  }

  private void compare(
      ReadingHalf.Content content, long segment, Frame frame, byte[] file, String mutation) {
    long position = Position.of(segment, frame.offset());
    String where = mutation + ", " + Position.toString(position);
    Object event = eventOf(frame, position);
    boolean spared = PlainDamage.isSpared(frame, pristine.get(segment), file);
    if (spared) {
      assertThat(content.isLost(position)).as("%s is whole", where).isFalse();
    }
    if (spared && event != null) {
      assertThat(content.events().containsKey(key(frame, position)) || nobodySaysWhatItMeans())
          .as("%s is read, beside %s", where, content.lost())
          .isTrue();
    } else if (!spared) {
      assertThat(content.isLost(position) || isBeyondKnowing(segment, frame, file))
          .as("%s is reported, beside %s", where, content.lost())
          .isTrue();
    }
  }

  /** Of every segment that has the schemas something is gone: maybe these. */
  private boolean nobodySaysWhatItMeans() {
    return pristine.keySet().stream()
        .filter(segment -> CraftedSegment.frames(segment, pristine.get(segment)).size() > 10)
        .noneMatch(segment -> Arrays.equals(pristine.get(segment), written.get(segment)));
  }

  private Object eventOf(Frame frame, long position) {
    return whole.events().get(key(frame, position));
  }

  /** See {@link ReadingHalf.Content#events}. */
  private long key(Frame frame, long position) {
    long end = Position.of(Position.segment(position), frame.to());
    return frame.payload().byteAt(0) == 0x2a ? -end : position;
  }

  /** The journal's first and last segments, or a writer's last bytes, leave no trace when gone. */
  private boolean isBeyondKnowing(long segment, Frame frame, byte[] file) {
    if (file == null) {
      return written.tailMap(segment).isEmpty() || written.headMap(segment).isEmpty();
    }
    int from = Math.min(frame.offset(), file.length);
    return Arrays.equals(
        file, from, file.length, new byte[file.length - from], 0, file.length - from);
  }
}
