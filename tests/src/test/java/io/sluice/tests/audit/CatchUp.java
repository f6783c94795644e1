package io.sluice.tests.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long it takes, once a fault is over, until everything that was acknowledged by then
 * is delivered to every destination. Where the next fault comes before that, it takes longer. Its
 * thread watches until it is closed; for any thread.
 */
final class CatchUp implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private final AuditLedger ledger;
  private final Collection<DeliveryLog> deliveries;
  private final Queue<Arrears> all = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "catch-up");
  private volatile Duration longest = Duration.ZERO;

  CatchUp(AuditLedger ledger, Collection<DeliveryLog> deliveries) {
    this.ledger = ledger;
    this.deliveries = List.copyOf(deliveries);
    thread.start();
  }

  /** Whether a write has come to every destination. */
  boolean isDelivered(WriteId id) {
    return deliveries.stream().allMatch(log -> log.has(id));
  }

  /** What is acknowledged, and has not come to every destination yet; may be removed from. */
  List<WriteId> missing() {
    return new ArrayList<>(ledger.all(Fate.ACKNOWLEDGED).filter(id -> !isDelivered(id)).toList());
  }

  /** A fault is over. */
  void begin() {
    all.add(new Arrears(System.nanoTime(), missing()));
  }

  /** Of those that came to an end. */
  Duration longest() {
    return longest;
  }

  private void run() {
    while (!isClosing()) {
      all.removeIf(this::isOver);
    }
    all.removeIf(this::isOver); // what came just before
  }

  private boolean isOver(Arrears arrears) {
    arrears.missing.removeIf(this::isDelivered);
    if (!arrears.missing.isEmpty()) {
      return false;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - arrears.since);
    longest = took.compareTo(longest) > 0 ? took : longest;
    return true;
  }

  private boolean isClosing() {
    try {
      return closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the tests", e);
    }
  }

  /** What was missing at a time, in nanoseconds. */
  private record Arrears(long since, List<WriteId> missing) {}
}
