package io.sluice.tests.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Strikes with faults, one after the other. Which, when and how follows from the seed, but for what
 * the machine takes its time for. For one thread.
 */
final class Nemesis {
  private static final Logger log = LoggerFactory.getLogger(Nemesis.class);

  /** Writes between two faults: at most so many are waited for. */
  private static final int BETWEEN = 200;

  private final Map<String, Fault> kinds = new LinkedHashMap<>();
  private final List<String> schedule = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private final long seed;
  private final long start = System.nanoTime();

  Nemesis(long seed) {
    log.info("the nemesis has -Dsluice.audit.seed={}", seed);
    this.seed = seed;
  }

  /** Adds a kind of fault, to strike so often. */
  Nemesis with(String kind, int times, Fault fault) {
    kinds.put(kind, fault);
    schedule.addAll(Collections.nCopies(times, kind));
    return this;
  }

  /** Strikes with all, in an order that follows from the seed. */
  void strikeAll(Site site) {
    Collections.shuffle(schedule, new Random(seed));
    SplittableRandom dice = new SplittableRandom(seed);
    try {
      for (String kind : schedule) {
        site.load().awaitAcknowledged(1 + dice.nextInt(BETWEEN));
        strike(kind, dice.split());
        site.catchUp().begin();
      }
    } catch (RuntimeException | Error e) {
      e.addSuppressed(new AssertionError(toString()));
      throw e;
    }
  }

  private void strike(String kind, SplittableRandom dice) {
    Duration from = passed();
    history.add("%.1f s %s".formatted(from.toMillis() / 1000.0, kind));
    kinds.get(kind).strike(dice);
    log.info(
        "fault {} of {}: {}, took {} ms",
        history.size(),
        schedule.size(),
        kind,
        passed().minus(from).toMillis());
  }

  private Duration passed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** How many there were of each kind. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    schedule.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    return counts;
  }

  /** The seed, and what struck when, for whoever is to do it again. */
  @Override
  public String toString() {
    return "-Dsluice.audit.seed=" + seed + "; " + String.join(", ", history);
  }
}
