package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.wal.TestJournal.Content;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose writer is gone and whose files are damaged. */
class JournalDamageTest {

  private static final int CHANGES = 200;

  @TempDir Path temp;

  private JournalDirectory directory;
  private Content whole;

  @BeforeEach
  void write() throws IOException {
    directory = JournalDirectory.of(temp);
    try (JournalWriter writer = TestJournal.open(temp, TestJournal.small())) {
      IntStream.range(0, CHANGES).forEach(i -> TestJournal.append(writer, "change " + i));
    }
    whole = TestJournal.read(temp);
    assertThat(whole.changes).hasSize(CHANGES);
  }

  /** All there is, including what a reader needs to look around for. */
  private Content readAll(int atLeast) {
    Content content = new Content();
    try (JournalReader reader = JournalReader.open(directory, 0)) {
      await()
          .until(
              () -> {
                content.readOn(reader);
                return content.changes.size() >= atLeast;
              });
      return content;
    }
  }

  private void overwrite(long position, int distance, byte... bytes) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(directory.file(Position.segment(position)).toFile(), "rw")) {
      file.seek(Position.offset(position) + distance);
      file.write(bytes);
    }
  }

  private List<String> allBut(int... indices) {
    List<String> rest = new ArrayList<>(whole.changes);
    for (int i : indices) {
      rest.remove("change " + i);
    }
    return rest;
  }

  @Test
  void aDamagedPayloadIsReportedAndPassedOver() throws IOException {
    overwrite(whole.positions.get(20), 30, (byte) 0xff);
    Content content = readAll(CHANGES - 1);
    assertThat(content.changes).isEqualTo(allBut(20));
    assertThat(content.damages)
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(Damage.Kind.DAMAGED);
              assertThat(damage.from()).isEqualTo(whole.positions.get(20));
              assertThat(damage.to()).isEqualTo(whole.positions.get(21));
              assertThat(damage.bytes()).hasSizeGreaterThan(20);
            });
  }

  @Test
  void aDamagedLengthIsReportedAndPassedOver() throws IOException {
    overwrite(whole.positions.get(20), 0, (byte) 0, (byte) 0x10, (byte) 0);
    Content content = readAll(CHANGES - 1);
    assertThat(content.changes).isEqualTo(allBut(20));
    assertThat(content.damages)
        .singleElement()
        .extracting(Damage::kind)
        .isEqualTo(Damage.Kind.DAMAGED);
  }

  @Test
  void aDamagedLengthThatLeadsToAGoodFrameCostsNoneBetween() throws IOException {
    int length = (int) (whole.positions.get(23) - whole.positions.get(20)) * 8 - 8;
    overwrite(whole.positions.get(20), 0, ByteBuffer.allocate(4).putInt(length).array());
    assertThat(readAll(CHANGES - 1).changes).isEqualTo(allBut(20));
  }

  /** The search for the next good frame knows both bytes that a record may begin with. */
  @Test
  void anOutcomeBehindDamageIsFound() throws IOException {
    long position;
    byte[] outcome = TestJournal.outcome(Position.of(7, 64));
    try (JournalWriter writer = TestJournal.open(temp, TestJournal.small())) {
      TestJournal.append(writer, "before");
      position = writer.write(outcome, outcome.length);
      TestJournal.append(writer, "behind");
    }
    long damaged = Position.of(Position.segment(position), Position.offset(position) - 40);
    overwrite(damaged, 0, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff);
    Content content = readAll(CHANGES + 1);
    assertThat(content.damages).singleElement().extracting(Damage::to).isEqualTo(position);
    assertThat(content.changes).endsWith("behind").doesNotContain("before");
  }

  @Test
  void anUnpublishedClaimOfADeadWriterIsPassedOver() throws IOException {
    overwrite(whole.positions.get(20), 0, new byte[8]);
    Content content = readAll(CHANGES - 1);
    assertThat(content.changes).isEqualTo(allBut(20));
    assertThat(content.damages)
        .singleElement()
        .extracting(Damage::kind)
        .isEqualTo(Damage.Kind.ABANDONED);
  }

  @Test
  void aTornTailEndsTheSegment() throws IOException {
    long lastSegment = Position.segment(whole.positions.get(CHANGES - 1));
    int last =
        IntStream.range(0, CHANGES)
            .filter(i -> Position.segment(whole.positions.get(i)) == lastSegment)
            .findFirst()
            .orElseThrow();
    zeroFrom(whole.positions.get(last), 16);
    try (JournalWriter writer = TestJournal.open(temp, TestJournal.small())) {
      TestJournal.append(writer, "next writer");
    }
    Content content = readAll(last + 1);
    assertThat(content.changes).hasSize(last + 1).endsWith("next writer");
    assertThat(content.damages)
        .singleElement()
        .extracting(Damage::kind)
        .isEqualTo(Damage.Kind.TORN);
  }

  /** As if the frame's payload had been written but neither its length nor anything behind it. */
  private void zeroFrom(long position, int kept) throws IOException {
    overwrite(position, 0, new byte[8]);
    int rest = 4096 - Position.offset(position) - 8 - kept;
    overwrite(position, 8 + kept, new byte[rest]);
  }

  @Test
  void aDamagedLastFrameOfADeadWriterIsNoTornOne() throws IOException {
    overwrite(endOfLast(), 0, new byte[8]);
    overwrite(whole.positions.get(CHANGES - 1), 20, (byte) 0xff);
    try (JournalWriter writer = TestJournal.open(temp, TestJournal.small())) {
      TestJournal.append(writer, "next writer");
    }
    Content content = readAll(CHANGES);
    assertThat(content.changes).endsWith("next writer");
    assertThat(content.damages)
        .singleElement()
        .extracting(Damage::kind)
        .isEqualTo(Damage.Kind.DAMAGED);
  }

  @Test
  void anUnfinishedSegmentOfADeadWriterIsNoDamage() throws IOException {
    long lastSegment = Position.segment(whole.positions.get(CHANGES - 1));
    overwrite(endOfLast(), 0, new byte[8]);
    try (JournalWriter writer = TestJournal.open(temp, TestJournal.small())) {
      TestJournal.append(writer, "next writer");
    }
    Content content = readAll(CHANGES + 1);
    assertThat(content.damages).isEmpty();
    assertThat(Position.segment(content.positions.get(CHANGES))).isGreaterThan(lastSegment);
  }

  private long endOfLast() throws IOException {
    long last = whole.positions.get(CHANGES - 1);
    int length = TestJournal.change("change " + (CHANGES - 1)).length;
    return Position.of(
        Position.segment(last), Position.offset(last) + SegmentFormat.frameSize(length));
  }

  @Test
  void aDamagedSegmentHeaderCostsNothingElse() throws IOException {
    long second = directory.segments().get(1);
    overwrite(Position.of(second, 0), 3, (byte) 0);
    Content content = readAll(CHANGES);
    assertThat(content.changes).isEqualTo(whole.changes);
    assertThat(content.damages)
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(Damage.Kind.DAMAGED);
              assertThat(damage.from()).isEqualTo(Position.of(second, 0));
              assertThat(damage.to()).isEqualTo(Position.of(second, SegmentFormat.HEADER_SIZE));
            });
  }

  /** A block that was written to the wrong place: its own checksum is right. */
  @Test
  void theHeaderOfAnotherSegmentCostsNothingElse() throws IOException {
    long second = directory.segments().get(1);
    byte[] first = Files.readAllBytes(directory.file(1));
    overwrite(Position.of(second, 0), 0, Arrays.copyOf(first, SegmentFormat.HEADER_SIZE));
    Content content = readAll(CHANGES);
    assertThat(content.changes).isEqualTo(whole.changes);
    assertThat(content.damages)
        .singleElement()
        .extracting(Damage::to)
        .isEqualTo(Position.of(second, SegmentFormat.HEADER_SIZE));
  }

  @Test
  void aSegmentOfAnotherFormatIsReportedUnread() throws IOException {
    long second = directory.segments().get(1);
    byte[] header = Arrays.copyOf(Files.readAllBytes(directory.file(second)), 36);
    header[11] = 2;
    CRC32C crc = new CRC32C();
    crc.update(header, 0, 32);
    ByteBuffer.wrap(header).putInt(32, (int) crc.getValue());
    overwrite(Position.of(second, 0), 0, header);
    Content content = readAll(1);
    assertThat(content.damages)
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(Damage.Kind.UNREADABLE_SEGMENT);
              assertThat(Position.segment(damage.from())).isEqualTo(second);
              assertThat(damage.message()).contains("version 2");
            });
    assertThat(content.changes).startsWith("change 0").endsWith("change " + (CHANGES - 1));
  }

  @Test
  void theLostEndOfASegmentIsReportedThatItsWriterWentOnBehind() throws IOException {
    zeroFrom(whole.positions.get(20), 0);
    long second = directory.segments().get(1);
    int lost = (int) whole.positions.stream().filter(p -> Position.segment(p) == 1).count() - 20;
    Content content = readAll(CHANGES - lost);
    assertThat(content.damages)
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.from()).isEqualTo(whole.positions.get(20));
              assertThat(Position.segment(damage.to())).isLessThan(second);
            });
  }

  @Test
  void theLostEndOfASegmentIsReportedWhereTheNextIsMissing() throws IOException {
    zeroFrom(whole.positions.get(20), 0);
    Files.delete(directory.file(directory.segments().get(1)));
    assertThat(allDamages())
        .extracting(Damage::kind)
        .containsExactly(Damage.Kind.DAMAGED, Damage.Kind.MISSING_SEGMENT);
  }

  @Test
  void theLostEndOfAFileIsReportedThoughOnlyZeroesAreLeftBeforeIt() throws IOException {
    long last = whole.positions.get(CHANGES - 1);
    zeroFrom(last, 0);
    try (RandomAccessFile file =
        new RandomAccessFile(directory.file(Position.segment(last)).toFile(), "rw")) {
      file.setLength(Position.offset(last) + 16);
    }
    assertThat(allDamages()).singleElement().extracting(Damage::from).isEqualTo(last);
  }

  @Test
  void theLastBytesOfACutFileAreReportedThoughTheyAreFewerThanAFrameHas() throws IOException {
    long segment = directory.segments().get(1);
    overwrite(Position.of(segment, 0), 0, new byte[80]);
    overwrite(Position.of(segment, 0), 76, (byte) 1);
    try (RandomAccessFile file = new RandomAccessFile(directory.file(segment).toFile(), "rw")) {
      file.setLength(79);
    }
    assertThat(allDamages())
        .extracting(Damage::from)
        .containsExactly(Position.of(segment, 0), Position.of(segment, SegmentFormat.HEADER_SIZE));
  }

  private List<Damage> allDamages() {
    Content content = new Content();
    long[] clock = {0};
    try (JournalReader reader =
        JournalReader.open(directory, 0, () -> clock[0] += TimeUnit.SECONDS.toNanos(31))) {
      IntStream.range(0, 20).forEach(i -> content.readOn(reader));
    }
    return content.damages;
  }

  /** Whether a hole is one depends on when the segments behind it were made. */
  @Test
  void aDamagedHeaderFurtherOnHoldsNothingUpWhileThereIsAWriter() throws IOException {
    overwrite(whole.positions.get(20), 0, new byte[8]);
    overwrite(Position.of(directory.segments().get(2), 0), 3, (byte) 0);
    try (JournalLock writer = JournalLock.acquire(directory)) {
      assertThat(writer).isNotNull();
      assertThat(allDamages())
          .extracting(Damage::from)
          .startsWith(whole.positions.get(20), Position.of(directory.segments().get(2), 0));
    }
  }

  /** Some backup, say: it is not taken for the newest segment, nor for a place to go on at. */
  @Test
  void aNumberThatNoSegmentHasIsNotOne() throws IOException {
    Files.copy(directory.file(1), temp.resolve("9999999999999999.wal"));
    Files.copy(directory.file(1), temp.resolve("0000000000000000.wal"));
    assertThat(directory.segments()).doesNotContain(0L, 9_999_999_999_999_999L);
    assertThat(readAll(CHANGES).damages).isEmpty();
  }

  /** Its check is right: somebody made it. */
  @Test
  void anAbandonedClaimBeyondAllBoundsIsDamage() throws IOException {
    for (int size : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 7, 13}) {
      long word = SegmentFormat.abandonedWord(1, Position.offset(whole.positions.get(20)), size);
      overwrite(whole.positions.get(20), 0, ByteBuffer.allocate(8).putLong(word).array());
      assertThat(readAll(CHANGES - 1).changes).isEqualTo(allBut(20));
    }
  }

  @Test
  void aMissingSegmentIsReported() throws IOException {
    long second = directory.segments().get(1);
    Files.delete(directory.file(second));
    Content content = new Content();
    try (JournalReader reader = JournalReader.open(directory, 0)) {
      await().until(() -> readsOnToTheEnd(content, reader));
    }
    assertThat(content.damages)
        .singleElement()
        .extracting(Damage::kind)
        .isEqualTo(Damage.Kind.MISSING_SEGMENT);
  }

  private static boolean readsOnToTheEnd(Content content, JournalReader reader) {
    content.readOn(reader);
    return content.changes.contains("change " + (CHANGES - 1));
  }

  @Test
  void aMissingFirstSegmentIsReportedToWhoAsksForIt() throws IOException {
    Files.delete(directory.file(1));
    try (JournalReader reader = JournalReader.open(directory, 1)) {
      await().until(() -> reader.next() == JournalReader.Result.DAMAGE);
      assertThat(reader.damage().kind()).isEqualTo(Damage.Kind.MISSING_SEGMENT);
    }
    try (JournalReader reader = JournalReader.open(directory, 0)) {
      assertThat(reader.next()).isEqualTo(JournalReader.Result.RECORD);
    }
  }

  @Test
  void staleFramesOfAnotherPlaceAreNotRecords() throws IOException {
    byte[] file = Files.readAllBytes(directory.file(1));
    int from = Position.offset(whole.positions.get(3));
    int length = SegmentFormat.frameSize(TestJournal.change("change 3").length);
    overwrite(whole.positions.get(5), 0, Arrays.copyOfRange(file, from, from + length));
    assertThat(readAll(CHANGES - 1).changes).isEqualTo(allBut(5));
  }

  @Test
  void randomDamageNeverGivesAWrongRecord() throws IOException {
    long seed = System.nanoTime();
    System.out.println("JournalDamageTest seed " + seed);
    Random random = new Random(seed);
    List<Long> segments = directory.segments();
    for (int round = 0; round < 300; round++) {
      Path file = directory.file(segments.get(random.nextInt(segments.size())));
      byte[] before = Files.readAllBytes(file);
      Files.write(file, damaged(before.clone(), random));
      Content content = TestJournal.read(temp);
      assertThat(whole.changes).as("seed %d round %d", seed, round).containsAll(content.changes);
      assertThat(content.changes).doesNotHaveDuplicates();
      assertThat(content.changes.size() == CHANGES || !content.damages.isEmpty() || stuck(content))
          .as("seed %d round %d: nothing is lost without a word", seed, round)
          .isTrue();
      Files.write(file, before);
    }
  }

  /** The reader had not looked around yet: it stands before the damage and will report it. */
  private static boolean stuck(Content content) {
    return content.changes.size() < CHANGES && !content.changes.contains("change " + (CHANGES - 1));
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + random.nextInt(512));
    switch (random.nextInt(4)) {
      case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> Arrays.fill(bytes, from, to, (byte) 0);
      case 2 -> IntStream.range(from, to).forEach(i -> bytes[i] = (byte) random.nextInt());
      default -> {
        return Arrays.copyOf(bytes, from);
      }
    }
    return bytes;
  }
}
