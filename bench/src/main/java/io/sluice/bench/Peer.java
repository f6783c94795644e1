package io.sluice.bench;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One way from a client's write to a Kafka consumer, of those that are compared. Its process is
 * frozen unless it is its turn, so that each has the machine to itself.
 */
final class Peer {
  /** As many rows as one may carry in a run. */
  static final int ROWS = 4_000_000;

  private static final int IN_FLIGHT = 128;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String name;
  private final Carrier carrier;
  private final Receipts receipts;
  private final AtomicLongArray begun = new AtomicLongArray(ROWS);
  private final Load load;
  private int behindFrom;

  /**
   * How rows came to the consumer that were written as fast as could be.
   *
   * @param perSecond rows
   * @param cpuMicros of the process, for each row
   * @param duplicates records of rows that had come
   */
  record Carried(double perSecond, double cpuMicros, int duplicates) {}

  /** One whose time counts from when the database acknowledged a write. */
  Peer(String name, Carrier carrier, Receipts receipts, ComparedTable table) {
    this.name = name;
    this.carrier = carrier;
    this.receipts = receipts;
    load = new Load(IN_FLIGHT, number -> write(table, number));
    carrier.pause();
  }

  /** The floor, whose time counts from when a record is sent. */
  Peer(String name, Receipts receipts, Direct direct) {
    this.name = name;
    this.carrier = Carrier.NONE;
    this.receipts = receipts;
    load = new Load(IN_FLIGHT, number -> send(direct, number));
  }

  /** What no capture of any kind can be ahead of: the client sends what it has written itself. */
  Peer(String name, Receipts receipts, ComparedTable table, Direct direct) {
    this.name = name;
    this.carrier = Carrier.NONE;
    this.receipts = receipts;
    load =
        new Load(
            IN_FLIGHT, number -> write(table, number).thenCompose(rows -> direct.send(number)));
  }

  /** Whether a process of its own carries its rows. */
  boolean hasProcess() {
    return carrier != Carrier.NONE;
  }

  private CompletionStage<?> write(ComparedTable table, int number) {
    return table
        .write(number)
        .whenComplete((rows, problem) -> begun.set(number, System.nanoTime()));
  }

  private CompletionStage<?> send(Direct direct, int number) {
    begun.set(number, System.nanoTime());
    return direct.send(number);
  }

  /** Lets its process go on until {@link #rest}. */
  void wake() {
    carrier.resume();
  }

  /** Freezes its process. */
  void rest() {
    carrier.pause();
  }

  /** How many rows a second the client can write while they are carried. */
  double saturation(int seconds) throws InterruptedException {
    double perSecond = load.saturate(Duration.ofSeconds(seconds)).perSecond();
    awaitAll();
    return perSecond;
  }

  /** How long rows take to the consumer that are written at a steady rate. */
  Percentiles latency(int perSecond, int seconds) throws InterruptedException {
    int from = load.next();
    load.steady(perSecond, Duration.ofSeconds(seconds));
    awaitAll();
    return Percentiles.of(receipts.since(begun, from, load.next()));
  }

  /** Carries rows that are written now: a second counts from the first write on. */
  Carried burst(int rows) throws InterruptedException {
    double cpu = cpuMicros();
    int again = receipts.again();
    int from = load.next();
    long start = System.nanoTime();
    load.burst(rows);
    return carried(from, start, cpu, again);
  }

  /** Freezes its process, and writes rows for it to {@link #catchUp} with. */
  void fallBehind(int rows) throws InterruptedException {
    rest();
    behindFrom = load.next();
    load.burst(rows);
  }

  /** Carries the rows that it is behind with: a second counts from when it goes on. */
  Carried catchUp() throws InterruptedException {
    double cpu = cpuMicros();
    int again = receipts.again();
    long start = System.nanoTime();
    wake();
    return carried(behindFrom, start, cpu, again);
  }

  private Carried carried(int from, long start, double cpu, int again) throws InterruptedException {
    awaitAll();
    int rows = load.next() - from;
    double seconds = (receipts.last(from, load.next()) - start) / 1e9;
    return new Carried(rows / seconds, (cpuMicros() - cpu) / rows, receipts.again() - again);
  }

  private double cpuMicros() {
    return ProcessCpu.micros(carrier.pid());
  }

  private void awaitAll() throws InterruptedException {
    receipts.await(load.next(), PATIENCE);
  }

  @Override
  public String toString() {
    return name;
  }
}
