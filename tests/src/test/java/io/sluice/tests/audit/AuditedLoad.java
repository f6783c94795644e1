package io.sluice.tests.audit;

import io.sluice.tests.harness.Cluster;
import io.sluice.tests.harness.Writers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Writers, some on each node, that write until they are stopped. */
final class AuditedLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final AuditLedger ledger;
  private final List<AuditWriter> all = new ArrayList<>();
  private final Writers threads = new Writers();

  /**
   * Starts; every fourth writer writes conditionally.
   *
   * @param breath that a writer takes after a write
   */
  AuditedLoad(AuditLedger ledger, AuditedTable table, List<Cluster> coordinators, Duration breath) {
    this.ledger = ledger;
    for (int i = 0; i < ledger.writers(); i++) {
      Cluster coordinator = coordinators.get(i % coordinators.size());
      boolean conditional = i / coordinators.size() % 4 == 3;
      AuditWriter writer = new AuditWriter(i, conditional, ledger, table, coordinator, breath);
      all.add(writer);
      threads.start("writer-" + i, sequence -> writer.write());
    }
  }

  /** Waits until so many more writes are acknowledged. */
  void awaitAcknowledged(int more) {
    await(Fate.ACKNOWLEDGED, more);
  }

  /** Waits until so many more writes have failed. */
  void awaitFailed(int more) {
    await(Fate.FAILED, more);
  }

  private void await(Fate fate, int more) {
    int wanted = ledger.count(fate) + more;
    Awaitility.await(more + " more writes " + fate)
        .atMost(PATIENCE)
        .until(() -> ledger.count(fate) >= wanted);
  }

  /**
   * Stops, and writes every row of which it isn't known what it holds once more. A writer's last
   * write is acknowledged, and delivered behind all of its others.
   */
  void finish() {
    close();
    all.forEach(AuditWriter::finish);
  }

  @Override
  public void close() {
    threads.close();
  }
}
