package io.sluice.relay.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.relay.change.ChangeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DedupeWindowTest {
  private static final long NOW = 1_700_000_000_000_000L;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long MINUTE_MICROS = TimeUnit.MINUTES.toMicros(1);

  @Test
  void anIdIsSeenTheSecondTime() {
    DedupeWindow window = new DedupeWindow(10, MINUTE);

    assertThat(window.seen(id(1), NOW)).isFalse();
    assertThat(window.seen(id(2), NOW)).isFalse();
    assertThat(window.seen(id(1), NOW)).isTrue();
    assertThat(window.size()).isEqualTo(2);
  }

  @Test
  void bothHalvesOfAnIdCount() {
    DedupeWindow window = new DedupeWindow(10, MINUTE);

    assertThat(window.seen(new ChangeId(1, 5), NOW)).isFalse();
    assertThat(window.seen(new ChangeId(2, 5), NOW)).isFalse();
    assertThat(window.seen(new ChangeId(1, 6), NOW)).isFalse();
    assertThat(window.seen(new ChangeId(0, 0), NOW)).isFalse();
    assertThat(window.seen(new ChangeId(0, 0), NOW)).isTrue();
  }

  @Test
  void theOldestLeavesWhenThereAreTooMany() {
    DedupeWindow window = new DedupeWindow(3, MINUTE);
    for (int i = 1; i <= 4; i++) {
      window.seen(id(i), NOW);
    }

    assertThat(window.size()).isEqualTo(3);
    assertThat(window.seen(id(2), NOW)).isTrue();
    assertThat(window.seen(id(1), NOW)).isFalse();
  }

  @Test
  void anIdLeavesWhenTheJournalsTimeIsPastItsAge() {
    DedupeWindow window = new DedupeWindow(10, MINUTE);
    window.seen(id(1), NOW);

    assertThat(window.seen(id(1), NOW + MINUTE_MICROS)).isTrue();
    assertThat(window.seen(id(2), NOW + MINUTE_MICROS + 1)).isFalse();
    assertThat(window.size()).isEqualTo(1);
    assertThat(window.seen(id(1), NOW + MINUTE_MICROS + 1)).isFalse();
  }

  @Test
  void aClockThatJumpsBackForgetsNothing() {
    DedupeWindow window = new DedupeWindow(10, MINUTE);
    window.seen(id(1), NOW);

    assertThat(window.seen(id(2), NOW - 10 * MINUTE_MICROS)).isFalse();
    assertThat(window.seen(id(1), NOW - 10 * MINUTE_MICROS)).isTrue();
    assertThat(window.seen(id(2), NOW - 10 * MINUTE_MICROS)).isTrue();
  }

  @Test
  void aSecondSightDoesNotRenewTheFirst() {
    DedupeWindow window = new DedupeWindow(10, MINUTE);
    window.seen(id(1), NOW);
    window.seen(id(1), NOW + MINUTE_MICROS);

    assertThat(window.seen(id(1), NOW + MINUTE_MICROS + 1)).isFalse();
  }

  @Test
  void aMillionIdsAreHeldAtOnce() {
    int million = 1_000_000;
    DedupeWindow window = new DedupeWindow(million, MINUTE);
    Random random = new Random(7);
    for (int i = 0; i < 3 * million; i++) {
      assertThat(window.seen(new ChangeId(random.nextLong(), random.nextLong()), NOW)).isFalse();
    }

    assertThat(window.size()).isEqualTo(million);
    assertThat(window.seen(lastOf(3 * million, 7), NOW)).isTrue();
  }

  private static ChangeId lastOf(int ids, long seed) {
    Random random = new Random(seed);
    ChangeId id = id(0);
    for (int i = 0; i < ids; i++) {
      id = new ChangeId(random.nextLong(), random.nextLong());
    }
    return id;
  }

  @Test
  void itAnswersAsALinearSearchWould() {
    long seed = System.nanoTime();
    System.out.println("DedupeWindowTest seed: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      int maxEntries = 1 + random.nextInt(3000);
      DedupeWindow window = new DedupeWindow(maxEntries, MINUTE);
      LinearSearch model = new LinearSearch(maxEntries);
      long at = NOW;
      for (int i = 0; i < 10_000; i++) {
        at += random.nextInt((int) MINUTE_MICROS / 1000) - MINUTE_MICROS / 8000;
        ChangeId id = clashing(random);
        assertThat(window.seen(id, at))
            .as("seed %d, round %d, step %d", seed, round, i)
            .isEqualTo(model.seen(id, at));
        assertThat(window.size()).isEqualTo(model.entries.size());
      }
    }
  }

  /** Ids whose homes in the index lie close together, so that they push each other along. */
  private static ChangeId clashing(Random random) {
    return new ChangeId(random.nextInt(20), ((long) random.nextInt(4) << 40) + random.nextInt(40));
  }

  private record Entry(ChangeId id, long capturedAt) {}

  private static final class LinearSearch {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int maxEntries;

    LinearSearch(int maxEntries) {
      this.maxEntries = maxEntries;
    }

    boolean seen(ChangeId id, long at) {
      for (Iterator<Entry> oldest = entries.iterator(); oldest.hasNext(); ) {
        if (at - oldest.next().capturedAt() <= MINUTE_MICROS) {
          break;
        }
        oldest.remove();
      }
      if (entries.stream().anyMatch(entry -> entry.id().equals(id))) {
        return true;
      }
      if (entries.size() == maxEntries) {
        entries.removeFirst();
      }
      entries.addLast(new Entry(id, at));
      return false;
    }
  }

  @Test
  void sizesThatCannotBeHeldAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DedupeWindow(0, MINUTE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DedupeWindow(Integer.MAX_VALUE, MINUTE));
  }

  private static ChangeId id(long low) {
    return new ChangeId(9, low);
  }
}
