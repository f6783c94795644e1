package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import io.sluice.tests.harness.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Exactly once where a relay sleeps in the middle of a transaction, and another one, or Kafka
 * itself, ends that transaction meanwhile: what it goes on with when it wakes is not committed.
 */
@EndToEnd
class FencingIT {
  private static final int ROWS = 200;
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final String FENCED = "fenced by Kafka";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Servers servers;
  private final Table table;
  private final Kafka kafka;
  private final TopicReader topic;
  private final Transactions transactions;

  FencingIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table(Load.TABLE);
    kafka = Kafka.committed(servers.kafka().bootstrap());
    topic = kafka.read(table.toString());
    transactions = new Transactions(servers.kafka().bootstrap());
  }

  @AfterEach
  void close() {
    kafka.close();
    transactions.close();
  }

  /**
   * Its lock is gone, as where two nodes share a disk. When it wakes it finds out, and ends, maybe
   * before it asks Kafka again: so that it was fenced shows in what others see that was undone.
   */
  @Test
  void relayThatSleptWhileAnotherTookOver() throws IOException {
    RelayProcess sleeper = servers.relay(settings("taken-over", Map.of()));
    try (Kafka all = new Kafka(servers.kafka().bootstrap());
        Load load = Load.startGently(table, 2)) {
      TopicReader uncommitted = all.read(table.toString());
      topic.next(ROWS);
      pauseInTransaction(sleeper, "taken-over");
      Files.delete(servers.node().journalDirectory().resolve("relay.lock"));
      servers.relay(settings("taken-over", Map.of()));
      load.awaitMore(ROWS);
      topic.next(ROWS);

      sleeper.resume();
      await("the end of the relay that slept").until(() -> !sleeper.isAlive());
      load.awaitMore(ROWS);
      load.stop().assertEachOnceIn(topic);
      uncommitted.toTheEnd();
      assertThat(uncommitted.soFar())
          .as("with what the sleeper had sent before it was fenced")
          .hasSizeGreaterThan(topic.soFar().size());
    }
  }

  @Test
  void relayThatSleptForLongerThanATransactionMayLast() {
    Map<String, String> limit = Map.of("transaction.timeout.ms", "" + LIMIT.toMillis());
    RelayProcess sleeper = servers.relay(settings("too-long", limit));
    try (Load load = Load.startGently(table, 2)) {
      topic.next(ROWS);
      pauseInTransaction(sleeper, "too-long");
      await("Kafka to undo the transaction").until(() -> !transactions.isOpen("too-long"));
      load.awaitMore(ROWS);

      sleeper.resume();
      load.awaitMore(ROWS);
      load.stop().assertEachOnceIn(topic);
      assertThat(sleeper.log()).content().contains(FENCED);
      assertThat(sleeper.isAlive()).isTrue();
    }
  }

  /** Each has a journal that no other relay has, as far as it can see. */
  @Test
  void ofTwoRelaysWithCopiesOfOneJournalTheOlderOne() {
    RelayProcess older = servers.relay(settings("copied", Map.of()));
    Ledger ledger;
    try (Load load = Load.startGently(table, 2)) {
      topic.next(ROWS);
      load.awaitMore(ROWS);
      pauseInTransaction(older, "copied");
      ledger = load.stop();
    }
    servers.relayOfCopies(older, settings("copied", Map.of()));
    ledger.assertEachOnceIn(topic);

    older.resume();
    await("the older one to be fenced").until(() -> Files.readString(older.log()).contains(FENCED));
    older.stop();
    topic.toTheEnd();
    ledger.assertNoDuplicates(topic.soFar());
  }

  private void pauseInTransaction(RelayProcess relay, String destination) {
    await("a transaction to pause in").until(() -> isPausedInTransaction(relay, destination));
  }

  private boolean isPausedInTransaction(RelayProcess relay, String destination) {
    relay.pause();
    if (transactions.isOpen(destination)) {
      return true;
    }
    relay.resume();
    return false;
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).pollInSameThread().atMost(PATIENCE);
  }

  private RelaySettings settings(String destination, Map<String, String> producer) {
    return new RelaySettings()
        .destination(destination, table.toString(), servers.kafka().bootstrap(), producer)
        .exactlyOnce(INTERVAL)
        .channel(table, destination);
  }
}
