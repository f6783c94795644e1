package io.sluice.tests.replay;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the shortest run that fails: repeats the run, and where it is going to fail compares
 * ever more often.
 */
final class PrefixSearch {
  private static final Logger log = LoggerFactory.getLogger(PrefixSearch.class);

  /** Statements between two comparisons. */
  private static final int[] STEPS = {32, 1};

  /** Statements between two looks at the clock, while nothing is compared. */
  private static final int MANY = 1_000;

  /** Beside what the run took that failed. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Supplier<? extends Run> repeated;
  private final long deadline;

  /**
   * A search.
   *
   * @param repeated begins the run anew
   * @param took how long the run took that failed: the search takes no longer than that and 3
   *     minutes, and a comparison
   */
  PrefixSearch(Supplier<? extends Run> repeated, Duration took) {
    this.repeated = repeated;
    deadline = System.nanoTime() + took.plus(PATIENCE).toNanos();
  }

  /**
   * A run that was not the same.
   *
   * @param good statements after which it still was
   */
  record Failure(int good, Run run, List<String> differences) {}

  /** The shortest that was found; the one that is given if there was no time or it passed. */
  Failure shortest(Failure failure) {
    Failure best = failure;
    for (int step : STEPS) {
      if (best.run.written() - best.good > step) {
        best = tryToRepeat(best, step);
      }
    }
    return best;
  }

  /** What is known must not be lost because of what the search runs into. */
  private Failure tryToRepeat(Failure failure, int step) {
    try {
      return repeat(failure, step);
    } catch (RuntimeException | AssertionError e) {
      log.warn("no shorter run was found than one of {}", failure.run.written(), e);
      return failure;
    }
  }

  private Failure repeat(Failure failure, int step) {
    Run again = repeated.get();
    while (again.written() < failure.good && System.nanoTime() < deadline) {
      again.write(Math.min(MANY, failure.good - again.written()));
    }
    while (again.written() < failure.run.written() && System.nanoTime() < deadline) {
      int good = again.written();
      again.write(Math.min(step, failure.run.written() - good));
      List<String> differences = again.differences();
      if (!differences.isEmpty()) {
        return new Failure(good, again, differences);
      }
    }
    return failure;
  }
}
