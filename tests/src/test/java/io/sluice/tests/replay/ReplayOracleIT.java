package io.sluice.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether whoever replays the envelope {@code change} ends up with the tables that the node has:
 * values, WRITETIME and TTL of every cell, and which rows exist.
 *
 * <p>The system properties {@code sluice.replay.statements} and {@code sluice.replay.seed} say how
 * much, and which statements.
 */
@EndToEnd
class ReplayOracleIT {
  private static final Logger log = LoggerFactory.getLogger(ReplayOracleIT.class);
  private static final int STATEMENTS = Integer.getInteger("sluice.replay.statements", 20_000);
  private static final long SEED = Long.getLong("sluice.replay.seed", System.nanoTime());

  private static final int COMPARE_EVERY = 1_000;
  private static final int SHOWN = 30;
  private static final Duration SEARCH = Duration.ofMinutes(3);

  private final Servers servers;

  ReplayOracleIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void replayedTablesAreThoseOfTheNode() {
    log.info("replay oracle: {} statements, seed {}", STATEMENTS, SEED);
    servers.relay(
        new RelaySettings()
            .destination("replay", Replay.TOPICS, servers.kafka().bootstrap())
            .envelope("change")
            .channel("ks*", "*", "replay"));

    Replay replay = new Replay(servers, SEED);
    while (replay.written() < STATEMENTS) {
      int good = replay.written();
      replay.write(Math.min(COMPARE_EVERY, STATEMENTS - good));
      List<String> differences = replay.differences();
      if (!differences.isEmpty()) {
        report(good, new Failure(replay, differences));
      }
    }

    assertThat(replay.refused()).as("refused statements").isLessThan(STATEMENTS / 4);
  }

  /** Fails, with the shortest run that still does. */
  private void report(int good, Failure failure) {
    Failure shortest = shortest(good, failure);
    fail(
        "seed %d: not the same after %d statements: %d differences%n%s%nThe last statements:%n%s",
        SEED,
        shortest.replay.written(),
        shortest.differences.size(),
        String.join(
            "\n", shortest.differences.subList(0, Math.min(SHOWN, shortest.differences.size()))),
        String.join("\n", shortest.replay.latest()));
  }

  /** Halves what lies between a run without differences and one with, as long as there is time. */
  private Failure shortest(int good, Failure failure) {
    long deadline = System.nanoTime() + SEARCH.toNanos();
    int bestGood = good;
    Failure best = failure;
    while (best.replay.written() - bestGood > 1 && System.nanoTime() < deadline) {
      int middle = (bestGood + best.replay.written()) / 2;
      Replay shorter = new Replay(servers, SEED);
      shorter.write(middle);
      List<String> differences = shorter.differences();
      if (differences.isEmpty()) {
        bestGood = middle;
      } else {
        best = new Failure(shorter, differences);
      }
    }
    return best;
  }

  private record Failure(Replay replay, List<String> differences) {}
}
