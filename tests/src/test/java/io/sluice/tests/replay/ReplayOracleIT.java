package io.sluice.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.replay.PrefixSearch.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  private final Servers servers;

  ReplayOracleIT(Servers servers) {
    this.servers = servers;
  }

  /** Each wait in it has an end of its own; a soak and a search for the shortest run take long. */
  @Test
  @Timeout(value = 6, unit = TimeUnit.HOURS)
  void replayedTablesAreThoseOfTheNode() {
    log.info("replay oracle: {} statements, seed {}", STATEMENTS, SEED);
    servers.relay(
        new RelaySettings()
            .destination("replay", Replay.TOPICS, servers.kafka().bootstrap())
            .envelope("change")
            .readingWritetimes(servers.node())
            .latest() // and not what other tests have written
            .channel("ks*", "*", "replay"));

    long start = System.nanoTime();
    Replay replay = new Replay(servers, SEED);
    while (replay.written() < STATEMENTS) {
      int good = replay.written();
      replay.write(Math.min(COMPARE_EVERY, STATEMENTS - good));
      List<String> differences = replay.differences();
      if (!differences.isEmpty()) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        PrefixSearch search = new PrefixSearch(() -> new Replay(servers, SEED), took);
        report(search.shortest(new Failure(good, replay, differences)));
      }
    }

    assertThat(replay.refused()).as("refused statements").isLessThan(STATEMENTS / 4);
    assertThat(replay.restamped()).as("conditional writes read back").isPositive();
  }

  private static void report(Failure failure) {
    fail(
        "seed %d: the same after %d statements, not after %d: %d differences%n%s%n"
            + "The last statements:%n%s",
        SEED,
        failure.good(),
        failure.run().written(),
        failure.differences().size(),
        String.join("\n", failure.differences().stream().limit(SHOWN).toList()),
        String.join("\n", failure.run().latest()));
  }
}
