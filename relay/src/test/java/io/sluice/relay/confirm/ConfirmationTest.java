package io.sluice.relay.confirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.wal.record.Outcome.Kind;
import io.sluice.wal.record.PartitionChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
  private static final Table TABLE = new Table(new UUID(0, 1), 1, "ks", "t", false, List.of());
  private static final Source SOURCE = new Source("cluster", "dc1", new UUID(0, 2));

  private final Map<Long, ByteString> journal = new HashMap<>();
  private final Confirmation confirmation = new Confirmation(this::changeAt);

  @BeforeEach
  void setLimit() {
    confirmation.setLimit(Duration.ofNanos(100_000)); // 100 µs
  }

  @Test
  void nothingComesWithoutItsOutcome() throws Exception {
    confirmation.hold(write(1, "a"));
    assertThat(confirmation.poll()).isNull();
    assertThat(confirmation.isEmpty()).isFalse();

    resolve(Kind.APPLIED, 1);
    assertThat(polled()).containsExactly("1 APPLIED");
    assertThat(confirmation.isEmpty()).isTrue();
  }

  @Test
  void writesComeInTheOrderOfTheirOutcomes() throws Exception {
    hold("a", "b", "c", "d");
    resolve(Kind.APPLIED, 3);
    resolve(Kind.FAILED, 4, 1);
    resolve(Kind.UNKNOWN, 2);
    assertThat(polled()).containsExactly("3 APPLIED", "4 FAILED", "1 FAILED", "2 UNKNOWN");
  }

  @Test
  void writesToOnePartitionComeInTheOrderOfCapture() throws Exception {
    hold("a", "b", "a", "a", "a");
    resolve(Kind.APPLIED, 4);
    resolve(Kind.FAILED, 3);
    resolve(Kind.APPLIED, 2);
    assertThat(polled()).containsExactly("2 APPLIED");

    resolve(Kind.APPLIED, 1);
    assertThat(polled()).containsExactly("1 APPLIED", "3 FAILED", "4 APPLIED");

    resolve(Kind.UNKNOWN, 5);
    assertThat(polled()).containsExactly("5 UNKNOWN");
    assertThat(confirmation.isEmpty()).isTrue();
  }

  @Test
  void equalKeysOfTwoTablesAreTwoPartitions() throws Exception {
    Table other = new Table(new UUID(0, 9), 1, "ks", "other", false, List.of());
    confirmation.hold(write(1, "a", TABLE));
    confirmation.hold(write(2, "a", other));
    resolve(Kind.APPLIED, 2);
    assertThat(polled()).containsExactly("2 APPLIED");
  }

  @Test
  void whatBelongsToAConditionalStatementSaysSo() throws Exception {
    hold("a", "b");
    confirmation.resolve(outcome(Kind.APPLIED, 1).setConditional(true).build());
    resolve(Kind.APPLIED, 2);
    assertThat(confirmation.poll().conditional()).isTrue();
    assertThat(confirmation.poll().conditional()).isFalse();
  }

  @Test
  void outcomesOfWhatIsNotHeldArePassedOver() throws Exception {
    hold("a");
    resolve(Kind.FAILED, 77, 1, 1);
    resolve(Kind.APPLIED, 1);
    assertThat(polled()).containsExactly("1 FAILED");
  }

  @Test
  void aWriteThatStoodElsewhereFirstIsCalledByThatPlace() throws Exception {
    Captured copy = write(50, "a");
    confirmation.hold(
        new Captured(50, 7, 50, 0, TABLE, SOURCE, copy.change(), Outcome.NOT_AWAITED, false));
    resolve(Kind.APPLIED, 50);
    assertThat(polled()).isEmpty();
    resolve(Kind.APPLIED, 7);
    assertThat(polled()).containsExactly("50 APPLIED");
  }

  @Test
  void whatHasNoOutcomeInTimeIsUnknown() throws Exception {
    hold("a", "b", "b"); // captured at 1, 2 and 3
    confirmation.passTime(100);
    assertThat(polled()).isEmpty();
    confirmation.passTime(102);
    assertThat(polled()).containsExactly("1 UNKNOWN", "2 UNKNOWN");
    resolve(Kind.FAILED, 1); // too late
    resolve(Kind.APPLIED, 3);
    assertThat(polled()).containsExactly("3 APPLIED");
  }

  @Test
  void whatIsWaitedForByWritesThatAreResolvedIsGivenUpAsWell() throws Exception {
    hold("a", "a");
    resolve(Kind.APPLIED, 2);
    confirmation.passTime(101);
    assertThat(polled()).containsExactly("1 UNKNOWN", "2 APPLIED");
  }

  @Test
  void whatADeadWriterLeavesIsUnknown() throws Exception {
    hold("a", "a", "b");
    resolve(Kind.APPLIED, 2);
    confirmation.writerIsGone();
    assertThat(polled()).containsExactly("1 UNKNOWN", "2 APPLIED", "3 UNKNOWN");
    assertThat(confirmation.isEmpty()).isTrue();
  }

  @Test
  void beyondItsMemoryBytesStayInTheJournal() throws Exception {
    ByteString large = ByteString.copyFrom(new byte[1 << 20]);
    for (int position = 1; position <= 40; position++) {
      confirmation.hold(write(position, "k" + position, large));
    }
    journal.remove(1L); // in memory
    resolve(Kind.APPLIED, 1);
    assertThat(confirmation.poll().change().size()).isGreaterThan(large.size());

    ByteString kept = journal.remove(40L);
    resolve(Kind.APPLIED, 40);
    assertThatThrownBy(confirmation::poll).isInstanceOf(IOException.class);
    journal.put(40L, kept);
    assertThat(confirmation.poll().change()).isEqualTo(kept);

    journal.remove(39L); // what failed is not read again
    resolve(Kind.FAILED, 39);
    assertThat(polled()).containsExactly("39 FAILED");
  }

  @Test
  void memoryIsGivenBack() throws Exception {
    ByteString large = ByteString.copyFrom(new byte[1 << 20]);
    for (int position = 1; position <= 100; position++) {
      confirmation.hold(write(position, "a", large));
      journal.remove((long) position);
      resolve(Kind.APPLIED, position);
      assertThat(confirmation.poll().position()).isEqualTo(position);
    }
  }

  @Test
  void beyondANumberOfWritesTheOldestIsGivenUp() throws Exception {
    for (int position = 1; position <= Confirmation.MAX_WRITES + 2; position++) {
      confirmation.hold(write(position, "k" + position));
    }
    assertThat(polled()).containsExactly("1 UNKNOWN", "2 UNKNOWN");
  }

  @Test
  void writesThatWaitForASlowOneAreCountedToo() throws Exception {
    for (int position = 1; position <= Confirmation.MAX_WRITES; position++) {
      confirmation.hold(write(position, "a"));
      if (position > 1) {
        resolve(Kind.APPLIED, position);
      }
    }
    assertThat(polled()).isEmpty();
    confirmation.hold(write(Confirmation.MAX_WRITES + 1, "b"));
    assertThat(polled()).startsWith("1 UNKNOWN", "2 APPLIED").hasSize(Confirmation.MAX_WRITES);
  }

  /** The original was whole when it was read, and not when its copy was. */
  @Test
  void aWriteThatIsMetTwiceIsHandedOnTwiceRatherThanNotAtAll() throws Exception {
    confirmation.hold(write(1, "a"));
    Captured copy = write(2, "a");
    confirmation.hold(
        new Captured(2, 1, 2, 0, TABLE, SOURCE, copy.change(), Outcome.NOT_AWAITED, false));
    resolve(Kind.APPLIED, 1);
    assertThat(polled()).containsExactly("1 UNKNOWN", "2 APPLIED");
    assertThat(confirmation.isEmpty()).isTrue();
  }

  @Test
  void bytesThatAreNoUpdateAreHeldLikeAnyOther() throws Exception {
    for (String junk : List.of("", "no protobuf", "\n\u007f")) {
      confirmation.hold(captured(1, TABLE, ByteString.copyFromUtf8(junk)));
      resolve(Kind.APPLIED, 1);
      assertThat(polled()).containsExactly("1 APPLIED");
    }
  }

  /** Whatever comes in which order: each write once, and those of a partition in order. */
  @Test
  void eachComesOnceAndEachPartitionInOrder() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Integer, Long> lastOfPartition = new HashMap<>();
    int held = 0;
    int handedOn = 0;
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(3) > 0) {
        held++;
        confirmation.hold(write(held, "k" + held % 10));
      } else if (held > 0) {
        resolve(Kind.forNumber(random.nextInt(3)), held - random.nextInt(Math.min(held, 200)));
      }
      if (random.nextInt(500) == 0) {
        confirmation.writerIsGone();
      }
      for (Captured next = confirmation.poll(); next != null; next = confirmation.poll()) {
        handedOn++;
        Long before = lastOfPartition.put((int) (next.position() % 10), next.position());
        assertThat(before == null || before < next.position()).as("seed %d", seed).isTrue();
      }
    }
    confirmation.writerIsGone();
    assertThat(handedOn + polled().size()).as("seed %d", seed).isEqualTo(held);
    assertThat(confirmation.isEmpty()).as("seed %d", seed).isTrue();
  }

  private void hold(String... keys) {
    for (int i = 0; i < keys.length; i++) {
      confirmation.hold(write(i + 1, keys[i]));
    }
  }

  private void resolve(Kind kind, long... positions) {
    confirmation.resolve(outcome(kind, positions).build());
  }

  private static io.sluice.wal.record.Outcome.Builder outcome(Kind kind, long... positions) {
    io.sluice.wal.record.Outcome.Builder outcome =
        io.sluice.wal.record.Outcome.newBuilder().setKind(kind);
    for (long position : positions) {
      outcome.addPosition(position);
    }
    return outcome;
  }

  private List<String> polled() throws IOException {
    List<String> polled = new ArrayList<>();
    for (Captured next = confirmation.poll(); next != null; next = confirmation.poll()) {
      polled.add(next.position() + " " + next.outcome());
    }
    return polled;
  }

  private Captured write(long position, String key) {
    return write(position, key, TABLE);
  }

  private Captured write(long position, String key, Table table) {
    return captured(position, table, update(key).build().toByteString());
  }

  private Captured write(long position, String key, ByteString ballast) {
    PartitionChange.Builder update = update(key);
    update.addRowsBuilder().addCellsBuilder().setValue(ballast);
    return captured(position, TABLE, update.build().toByteString());
  }

  private static PartitionChange.Builder update(String key) {
    return PartitionChange.newBuilder().setPartitionKey(ByteString.copyFromUtf8(key));
  }

  /** Captured as many microseconds after the epoch as its position says. */
  private Captured captured(long position, Table table, ByteString change) {
    journal.put(position, change);
    return new Captured(
        position, position, position, 0, table, SOURCE, change, Outcome.NOT_AWAITED, false);
  }

  private ByteString changeAt(long position) throws IOException {
    ByteString change = journal.get(position);
    if (change == null) {
      throw new IOException("not there");
    }
    return change;
  }
}
