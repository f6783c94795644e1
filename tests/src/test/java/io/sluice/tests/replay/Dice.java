package io.sluice.tests.replay;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Chance, and the time of the statements: both follow from the seed and the start alone. */
final class Dice {
  /** Between two statements: microseconds. */
  private static final long STEP = 1_000;

  /** Explicit timestamps are multiples of it, so that some are equal. */
  private static final long GRAIN = 100_000;

  private static final int GRAINS = 6;

  private final Random random;
  private long now;

  /**
   * New dice.
   *
   * @param start microseconds since the epoch
   */
  Dice(long seed, long start) {
    random = new Random(seed);
    now = start;
  }

  /** The time of the next statement, of those that don't say one: microseconds since the epoch. */
  long tick() {
    now += STEP;
    return now;
  }

  /** A timestamp about now, of which there are few. */
  long timestamp() {
    return (now / GRAIN + below(GRAINS) - GRAINS / 2) * GRAIN;
  }

  boolean in(int percent) {
    return below(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T pick(List<T> of) {
    return of.get(below(of.size()));
  }

  @SafeVarargs
  final <T> T pickOf(T... of) {
    return of[below(of.length)];
  }

  /** Some of them, at least one, in their order. */
  <T> List<T> some(List<T> of) {
    int percent = pickOf(15, 50, 100);
    T one = pick(of);
    return of.stream().filter(t -> t == one || in(percent)).collect(Collectors.toList());
  }
}
