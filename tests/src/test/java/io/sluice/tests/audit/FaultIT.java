package io.sluice.tests.audit;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node, a relay and a broker fail, again and again, under load: nothing acknowledged is lost,
 * nothing is made up, and what comes twice is what a killed relay had not stored yet. The system
 * property {@code sluice.audit.seed} repeats a run's writes and faults.
 */
@EndToEnd
class FaultIT {
  private static final Logger log = LoggerFactory.getLogger(FaultIT.class);
  private static final long SEED = Long.getLong("sluice.audit.seed", System.nanoTime());
  private static final int WRITERS = 4;
  private static final Duration BREATH = Duration.ofMillis(10);

  private final Servers servers;

  FaultIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // on a busy machine
  void nothingIsLostAndNothingInvented() throws IOException {
    AuditLedger ledger = new AuditLedger(SEED, WRITERS);
    Member member = new Member(servers.node(), servers.cluster());
    try (Site site =
        new Site(
            servers.stoppedBroker(),
            servers.cluster()::awaitNode,
            servers.cluster().keyspace().table(AuditedTable.DEFINITION),
            ledger,
            servers.newDirectory("audit"))) {
      site.start(List.of(member), (node, settings) -> servers.relay(settings), BREATH);
      Faults faults = new Faults(site);
      Nemesis nemesis = nemesis(faults);
      nemesis.strikeAll(site);

      faults.mendJournals(); // before anything can fail: the node is shared
      Map<String, Findings> findings = site.audit();
      log.info("{}", Figures.of(nemesis, ledger, site.catchUp().longest(), findings));
      findings.values().forEach(found -> found.assertNone(nemesis.toString()));
    }
  }

  private static Nemesis nemesis(Faults faults) {
    return new Nemesis(SEED)
        .with("relay killed", 3, faults::relayIsKilled)
        .with("relay restarted", 1, faults::relayIsRestarted)
        .with("relay paused", 2, faults::relayIsPaused)
        .with("relay reconfigured", 1, faults::relayIsReconfigured)
        .with("channel paused", 1, faults::channelIsPaused)
        .with("relay killed behind a cut network", 1, faults::relayIsKilledBehindACutNetwork)
        .with("broker killed", 2, faults::brokerIsKilled)
        .with("broker restarted", 1, faults::brokerIsRestarted)
        .with("broker paused", 1, faults::brokerIsPaused)
        .with("network cut", 2, faults::networkIsCut)
        .with("network stalled", 1, faults::networkStalls)
        .with("node killed", 1, faults::nodeIsKilled)
        .with("node paused", 1, faults::nodeIsPaused)
        .with("trigger reloaded", 2, faults::triggerIsReloaded)
        .with("column added", 1, faults::columnIsAdded)
        .with("journal full", 1, faults::journalIsFull)
        .with("journal damaged", 1, faults::journalIsDamaged);
  }
}
