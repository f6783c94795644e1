package io.sluice.tests.audit;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.Ring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three nodes with three replicas of every row and a relay each, for as long as it takes. The
 * system properties {@code sluice.audit.faults} and {@code sluice.audit.seed} say how many faults,
 * and which; with none it does not run.
 */
@EndToEnd
@EnabledIfSystemProperty(named = "sluice.audit.faults", matches = "[1-9]\\d*")
class FaultSoakIT {
  private static final Logger log = LoggerFactory.getLogger(FaultSoakIT.class);
  private static final int FAULTS = Integer.getInteger("sluice.audit.faults", 0);
  private static final long SEED = Long.getLong("sluice.audit.seed", System.nanoTime());
  private static final int NODES = 3;
  private static final int WRITERS = 4 * NODES;

  /** Such that three nodes and relays on one machine still have CPU for their starts. */
  private static final Duration BREATH = Duration.ofMillis(100);

  private final Ring ring;

  FaultSoakIT(Ring ring) {
    this.ring = ring;
  }

  @Test
  @Timeout(value = 12, unit = TimeUnit.HOURS)
  void nothingIsLostAndNothingInvented() {
    AuditLedger ledger = new AuditLedger(SEED, WRITERS);
    List<Member> members = IntStream.range(0, NODES).mapToObj(ring::member).toList();
    try (Site site =
        new Site(
            ring.stoppedBroker(),
            ring::awaitUp,
            ring.member(0).cluster().keyspace(NODES).table(AuditedTable.DEFINITION),
            ledger,
            ring.newDirectory("audit"))) {
      site.start(members, ring::relay, BREATH);
      Nemesis nemesis = nemesis(new Faults(site));
      nemesis.strikeAll(site);

      Map<String, Findings> findings = site.audit();
      log.info("{}", Figures.of(nemesis, ledger, site.catchUp().longest(), findings));
      findings.values().forEach(found -> found.assertNone(nemesis.toString()));
    }
  }

  private static Nemesis nemesis(Faults faults) {
    return new Nemesis(SEED)
        .with("relay killed", percent(10), faults::relayIsKilled)
        .with("relay restarted", percent(3), faults::relayIsRestarted)
        .with("relay paused", percent(10), faults::relayIsPaused)
        .with("channel paused", percent(2), faults::channelIsPaused)
        .with("relay reconfigured", percent(2), faults::relayIsReconfigured)
        .with(
            "relay killed behind a cut network", percent(4), faults::relayIsKilledBehindACutNetwork)
        .with("broker killed", percent(5), faults::brokerIsKilled)
        .with("broker restarted", percent(2), faults::brokerIsRestarted)
        .with("broker paused", percent(9), faults::brokerIsPaused)
        .with("network cut", percent(11), faults::networkIsCut)
        .with("network stalled", percent(10), faults::networkStalls)
        .with("node killed", percent(3), faults::nodeIsKilled)
        .with("node down, hints replayed", percent(2), faults::nodeIsDownForAWhile)
        .with("node killed with an unread backlog", percent(2), faults::nodeIsKilledWithABacklog)
        .with("node paused", percent(10), faults::nodeIsPaused)
        .with("trigger reloaded", percent(7), faults::triggerIsReloaded)
        .with("rolling upgrade", percent(1), faults::sluiceIsUpgraded)
        .with("column added", percent(3), faults::columnIsAdded)
        .with("journal full", percent(2), faults::journalIsFull)
        .with("journal damaged", percent(2), faults::journalIsDamaged);
  }

  private static int percent(int share) {
    return (share * FAULTS + 99) / 100;
  }
}
