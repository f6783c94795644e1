package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.sluice.wal.CraftedSegment;
import io.sluice.wal.CraftedSegment.Frame;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.Closeable;
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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whatever a journal's files hold: reading them ends, nothing is thrown, nothing is made up, and
 * what is whole is read. How many mutations: system property {@code sluice.fuzz.mutations}; of
 * which seed: {@code sluice.fuzz.seed}.
 */
class HostileJournalTest {
  private static final int MUTATIONS = Integer.getInteger("sluice.fuzz.mutations", 1_000);

  /** Outcomes are the only records that begin with this. */
  private static final byte OUTCOME = 0x2a;

  /** Of one mutation: thousands of times what it takes. */
  private static final Duration HANGS = Duration.ofSeconds(60);

  @TempDir Path temp;

  private final long seed = Long.getLong("sluice.fuzz.seed", System.nanoTime());
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
    whole = half.read(0, false);
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
      long from = random.nextInt(2);
      boolean alive = random.nextInt(8) == 0;
      ReadingHalf.Content content = read(files, from, alive, i);
      compare(content, "seed " + seed + ", mutation " + i);
      if (!alive) { // or it may yet go on behind what was damaged
        compare(content, new Remains(pristine, files, from), "seed " + seed + ", mutation " + i);
      }
    }
  }

  /** There is no telling what it should be read as. */
  @Test
  void craftedRecordsDoNoHarm() {
    CraftedDamage damage = new CraftedDamage(random);
    for (int i = 0; i < MUTATIONS; i++) {
      SortedMap<Long, byte[]> files = copy();
      damage.inflict(files);
      read(files, 0, random.nextInt(8) == 0, i);
    }
  }

  private SortedMap<Long, byte[]> copy() {
    SortedMap<Long, byte[]> copy = new TreeMap<>();
    pristine.forEach((segment, bytes) -> copy.put(segment, bytes.clone()));
    return copy;
  }

  /**
   * @param alive whether the journal has a writer
   */
  private ReadingHalf.Content read(
      SortedMap<Long, byte[]> files, long from, boolean alive, int mutation) {
    String name = "seed " + seed + ", mutation " + mutation;
    try {
      put(files);
      Future<ReadingHalf.Content> content =
          reader.submit(() -> alive ? readBesideWriter(from) : half.read(from, false));
      return content.get(HANGS.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(name, e);
    }
  }

  private ReadingHalf.Content readBesideWriter(long from) throws IOException {
    Closeable writer = CraftedSegment.holdLock(journal);
    try {
      return half.read(from, true);
    } finally {
      writer.close();
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

  private void compare(ReadingHalf.Content content, String mutation) {
    content
        .events()
        .forEach(
            (position, event) ->
                assertThat(event)
                    .as("%s, read at %s", mutation, position)
                    .isEqualTo(whole.events().get(position)));
    assertThat(content.isCounted())
        .as("%s, counted %s, lost %s", mutation, content.counters(), content.lost())
        .isTrue();
    assertThat(content.lost())
        .as("%s, all of it in the quarantine", mutation)
        .allMatch(damage -> content.isQuarantined(damage.from()));
  }

  private void compare(ReadingHalf.Content content, Remains remains, String mutation) {
    for (long segment : pristine.keySet()) {
      for (Frame frame : CraftedSegment.frames(segment, pristine.get(segment))) {
        String where = mutation + ", " + segment + ":" + frame.offset();
        if (remains.isSpared(segment, frame)) {
          compareSpared(content, remains, segment, frame, where);
        } else {
          assertThat(content.isLost(position(segment, frame)) || !remains.isTold(segment, frame))
              .as("%s is reported, beside %s", where, content.lost())
              .isTrue();
        }
      }
    }
  }

  /** It is read; or if there is nothing any more that says what it means, it is kept. */
  private void compareSpared(
      ReadingHalf.Content content, Remains remains, long segment, Frame frame, String where) {
    long position = position(segment, frame);
    long key = frame.payload().byteAt(0) == OUTCOME ? -Position.of(segment, frame.to()) : position;
    assertThat(content.isLost(position)).as("%s is whole: %s", where, content.lost()).isFalse();
    if (whole.events().containsKey(key) && !content.events().containsKey(key)) {
      assertThat(content.isQuarantined(position) && !remains.isUnderstood(segment, frame))
          .as("%s is read, beside %s", where, content.lost())
          .isTrue();
    }
  }

  private static long position(long segment, Frame frame) {
    return Position.of(segment, frame.offset());
  }
}
