package io.sluice.tests.audit;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.sluice.tests.harness.Cluster;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Writes to one partition over one node, one write after the other. A plain one inserts and deletes
 * a few rows again and again. A conditional one inserts each row once, and then tries to insert it
 * again, which is to fail.
 */
final class AuditWriter {
  private static final int ROWS = 20;
  private static final int DELETES = 10;

  /** So that a node that is gone does not have the writers take its CPU while it starts. */
  private static final Duration RETREAT = Duration.ofMillis(20);

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final int number;
  private final boolean conditional;
  private final AuditLedger book;
  private final WriterLedger ledger;
  private final AuditedTable table;
  private final Cluster coordinator;
  private final Duration breath;
  private final SplittableRandom dice;
  private final Set<Integer> inserted = new TreeSet<>(); // conditionally
  private final Set<Integer> doubtful = new TreeSet<>();
  private int row;
  private boolean exists;

  AuditWriter(
      int number,
      boolean conditional,
      AuditLedger book,
      AuditedTable table,
      Cluster coordinator,
      Duration breath) {
    this.number = number;
    this.conditional = conditional;
    this.book = book;
    this.table = table;
    this.coordinator = coordinator;
    this.breath = breath;
    ledger = book.writer(number);
    dice = new SplittableRandom(book.seed() + number);
  }

  /** Writes once. */
  void write() {
    if (conditional) {
      writeConditionally();
    } else if (dice.nextInt(DELETES) == 0) {
      send(id -> table.delete(coordinator, dice.nextInt(ROWS), id));
    } else {
      insert(dice.nextInt(ROWS));
    }
  }

  private void writeConditionally() {
    if (!exists) {
      row++;
    }
    Fate fate = send(id -> table.insertIfAbsent(coordinator, row, id, book.value(id)));
    if (fate == Fate.UNKNOWN) {
      doubtful.add(row);
    } else if (fate == Fate.ACKNOWLEDGED) {
      inserted.add(row);
    }
    exists = fate == Fate.ACKNOWLEDGED;
  }

  private Fate insert(int which) {
    return send(id -> table.insert(coordinator, which, id, book.value(id)));
  }

  private Fate send(Function<WriteId, Statement<?>> statement) {
    WriteId id = new WriteId(number, ledger.attempt());
    Fate fate = execute(() -> statement.apply(id));
    ledger.settle(id.sequence(), fate);
    LockSupport.parkNanos((fate == Fate.ACKNOWLEDGED ? breath : RETREAT).toNanos());
    return fate;
  }

  private Fate execute(Supplier<Statement<?>> statement) {
    Statement<?> bound;
    try {
      bound = statement.get();
    } catch (DriverException e) {
      return Fate.FAILED; // it could not be prepared
    }
    try {
      return coordinator.ask(bound).wasApplied() ? Fate.ACKNOWLEDGED : Fate.FAILED;
    } catch (DriverException e) {
      return Fate.of(e, conditional);
    }
  }

  /** Has every row hold what an acknowledged write wrote last, whatever the others did. */
  void finish() {
    if (conditional) {
      doubtful.addAll(forgotten());
      doubtful.forEach(
          which ->
              untilAcknowledged(() -> send(id -> table.deleteForGood(coordinator, which, id))));
      untilAcknowledged(() -> insert(0));
    } else {
      for (int i = 0; i < ROWS; i++) {
        int which = i;
        untilAcknowledged(() -> insert(which));
      }
    }
  }

  /**
   * A node that is killed may have lost what it acknowledged in its last moments: with {@code
   * commitlog_sync: periodic} it finds again what was marked in its commit log, every 100 ms
   * (CASSANDRA-13987). It was delivered nevertheless.
   */
  private Set<Integer> forgotten() {
    Set<Integer> forgotten = new TreeSet<>(inserted);
    forgotten.removeAll(table.rows(coordinator, number));
    return forgotten;
  }

  private static void untilAcknowledged(Supplier<Fate> write) {
    Awaitility.await("a write acknowledged")
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(() -> write.get() == Fate.ACKNOWLEDGED);
  }
}
