package io.sluice.relay.publish;

import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.relay.report.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets records to Kafka exactly once: in transactions of whole frames, each with the position that
 * it leads to. A position counts as delivered when its records are handed to the sender; whether
 * they are in Kafka is told by {@link Progress#committed}.
 *
 * <p>A record that Kafka refuses undoes its transaction. The others, which are kept until they are
 * committed, are sent again; it becomes a dead letter just before they are committed, so that a
 * transaction that comes to nothing leaves none. Whatever else fails ends this publisher: then only
 * Kafka knows what is committed.
 *
 * <p>For one thread, which calls {@link #advance} often.
 */
public final class TransactionalPublisher implements Publisher {
  private static final Logger log = LoggerFactory.getLogger(TransactionalPublisher.class);

  /** How old the committed position may be when it alone has moved, so that segments can go. */
  static final Duration POSITION_INTERVAL = Duration.ofSeconds(5);

  /** After this long without answers the operator is told. */
  private static final Duration STALL = Duration.ofSeconds(30);

  private record Completion(int attempt, Delivery delivery, Exception failure) {}

  /** What became of the transaction's records so far. */
  private enum State {
    OPEN,
    /** Some were refused, and it is not known yet whether that is all. */
    SETTLING,
    COMMITTING
  }

  private final String destination;
  private final TransactionalSender sender;
  private final LongConsumer delivered;
  private final Progress progress;
  private final PendingDeadLetters deadLetters;
  private final Counters counters;
  private final Duration interval;
  private final LongSupplier nanoTime;
  private final RepeatedWarning warning;
  private final TransactionRecords records;
  private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();

  private State state = State.OPEN;
  private boolean begun;
  private Delivery refused; // the first that cannot be delivered, and why
  private Exception reason;
  private Exception failure;
  private byte[] committing; // with the transaction
  private byte[] position; // committed last by this publisher; null: none yet
  private long committedAt;
  private long settlingSince;

  /**
   * A publisher that has sent nothing yet.
   *
   * @param delivered told of each position whose records are all handed over
   * @param sender has begun no transaction; closed with this
   * @param interval between two commits, unless a transaction is full
   * @param size of the destination's transactions, whatever becomes of its publishers
   */
  public TransactionalPublisher(
      String destination,
      LongConsumer delivered,
      TransactionalSender sender,
      Progress progress,
      DeadLetters deadLetters,
      Counters counters,
      Duration interval,
      TransactionSize size) {
    this(
        destination,
        delivered,
        sender,
        progress,
        deadLetters,
        counters,
        interval,
        size,
        System::nanoTime);
  }

  TransactionalPublisher(
      String destination,
      LongConsumer delivered,
      TransactionalSender sender,
      Progress progress,
      DeadLetters deadLetters,
      Counters counters,
      Duration interval,
      TransactionSize size,
      LongSupplier nanoTime) {
    this.destination = destination;
    this.delivered = delivered;
    this.sender = sender;
    this.progress = progress;
    this.deadLetters = new PendingDeadLetters(deadLetters);
    this.counters = counters;
    this.warning = counters.warning(log);
    this.interval = interval;
    this.records = new TransactionRecords(size);
    this.nanoTime = nanoTime;
    this.committedAt = nanoTime.getAsLong() - POSITION_INTERVAL.toNanos();
  }

  /** Its sender is connected. */
  @Override
  public void open() {}

  @Override
  public boolean hasRoom() {
    return state == State.OPEN && !hasFailed() && !records.isFull();
  }

  @Override
  public void publish(Outgoing record, long position) {
    Delivery delivery = new Delivery(record, position);
    records.add(delivery);
    send(delivery);
  }

  @Override
  public void endFrame(long position) {
    delivered.accept(position);
  }

  /** What it is asked for is the time, and what Kafka says. */
  @Override
  public boolean isDue() {
    return true;
  }

  @Override
  public boolean isSending() {
    return begun || hasMoved();
  }

  @Override
  public int underWay() {
    return records.count();
  }

  @Override
  public boolean advance() throws IOException {
    settleCompleted();
    recover();
    if (!isTimeToCommit()) {
      return false;
    }
    return flush();
  }

  @Override
  public boolean flush() throws IOException {
    settleCompleted();
    recover();
    if (state == State.OPEN && (!begun && !beginForPosition())) {
      return false;
    }
    return commit();
  }

  @Override
  public void close(Duration patience) {
    sender.close(patience);
  }

  private boolean isTimeToCommit() {
    long passed = nanoTime.getAsLong() - committedAt;
    if (state != State.OPEN) {
      return true;
    }
    if (begun || deadLetters.size() > 0) {
      return passed >= interval.toNanos() || records.isFull();
    }
    return position == null || passed >= POSITION_INTERVAL.toNanos();
  }

  private boolean hasMoved() {
    Optional<byte[]> now = progress.position();
    return now.isPresent() && !Arrays.equals(now.get(), position);
  }

  /** False if the position is where it was, and there is nothing to set aside. */
  private boolean beginForPosition() throws IOException {
    if (!hasMoved() && deadLetters.size() == 0) {
      committedAt = nanoTime.getAsLong();
      return false;
    }
    begin();
    return true;
  }

  private void begin() throws TransactionFailedException {
    sender.begin();
    begun = true;
    records.attemptAgain();
  }

  private void send(Delivery delivery) {
    if (hasFailed()) {
      return; // it is sent again with the others, or not by this publisher
    }
    try {
      if (!begun) {
        begin();
      }
      int current = records.attempt();
      sender.send(
          delivery.record, error -> completions.add(new Completion(current, delivery, error)));
    } catch (SendRefusedException e) {
      failed(delivery, e.reason());
    } catch (TransactionFailedException e) {
      failure = e;
    }
  }

  private void settleCompleted() {
    for (Completion next = completions.poll(); next != null; next = completions.poll()) {
      if (next.attempt != records.attempt()) {
        continue;
      }
      if (next.failure == null) {
        if (records.acknowledge(next.delivery)) {
          deadLetters.accepted(next.delivery);
        }
      } else {
        failed(next.delivery, next.failure);
      }
    }
  }

  /**
   * Of several only the first refusal counts: Kafka's producer then fails all that it has not sent
   * yet, with the very same reason.
   */
  private void failed(Delivery delivery, Exception error) {
    if (Verdict.ofFailure(error) == Verdict.UNDELIVERABLE) {
      if (refused == null) {
        refused = delivery;
        reason = error;
      }
    } else if (failure == null) {
      failure = error;
    }
  }

  private boolean hasFailed() {
    return refused != null || failure != null;
  }

  /** Sends all again but the record that was refused. */
  private void recover() throws IOException {
    while (refused != null) {
      sender.abort();
      settleCompleted(); // what was accepted before it was undone
      begun = false;
      state = State.OPEN;
      records.refuse(refused);
      deadLetters.add(refused, reason);
      haltIfAllAreRefused(refused.record.topic());
      forgetFailures();
      counters.add(Counter.RESENT, records.count());
      records.forEach(this::send);
      settleCompleted(); // what is accepted before the next that is refused
    }
    if (failure != null) {
      counters.add(Counter.SEND_FAILURES);
      throw failure instanceof TransactionFailedException failed
          ? failed
          : new TransactionFailedException(
              "a transaction with " + records.count() + " record(s) failed; " + Advice.on(failure),
              failure);
    }
  }

  /** While it is not known of all, they are sent one by one. */
  private void haltIfAllAreRefused(String topic) throws IOException {
    if (!deadLetters.areTooMany(topic)) {
      return;
    }
    if (records.areAllJudged(topic)) {
      throw deadLetters.halt(topic, reason);
    }
    if (records.shrinkToLeast()) {
      throw new TransactionFailedException(
          "many records for topic " + topic + " were refused; sending them one by one", reason);
    }
  }

  private void forgetFailures() {
    records.attemptAgain();
    refused = null;
    reason = null;
    failure = null;
  }

  /** False if it has to wait for answers. */
  private boolean commit() throws IOException {
    if (state != State.COMMITTING) {
      if (deadLetters.size() > 0 && !records.areAllAcknowledged()) {
        settle();
        return false;
      }
      deadLetters.store();
      sendPosition();
    }
    if (committed()) {
      next();
    }
    return true;
  }

  private void settle() {
    long now = nanoTime.getAsLong();
    if (state != State.SETTLING) {
      state = State.SETTLING;
      settlingSince = now;
    } else if (now - settlingSince > STALL.toNanos()) {
      silent("says nothing of what it takes of a transaction, some of which it refused");
    }
  }

  /** A producer whose login is refused tries for ever with the old one, and tells nobody. */
  private void silent(String what) {
    if (sender.failedToAuthenticate()) {
      failure =
          new TransactionFailedException(
              "Kafka " + what + ", and connections fail: " + Advice.onFailedConnections());
      return;
    }
    warning.warn(
        "destination "
            + destination
            + ": Kafka "
            + what
            + "; trying again: check that the brokers in bootstrap.servers are up");
  }

  private void next() {
    settleCompleted();
    deadLetters.committed();
    progress.committed();
    position = committing;
    long now = WallClock.micros();
    records.forEach(delivery -> counters.delivered(delivery.record, now));
    records.commit();
    begun = false;
    state = State.OPEN;
    committedAt = nanoTime.getAsLong();
    warning.over("destination " + destination + ": committing again");
  }

  private void sendPosition() throws TransactionFailedException {
    committing =
        progress
            .position()
            .orElseThrow(() -> new IllegalStateException("records without a position"));
    try {
      sender.sendPosition(committing);
    } catch (SendRefusedException e) {
      // A record that was refused has all that follows refused too: it is looked for in a moment.
      failure = e.reason();
    }
    state = State.COMMITTING;
  }

  private boolean committed() throws IOException {
    try {
      if (failure == null && sender.commit()) {
        return true;
      }
    } catch (TransactionFailedException e) {
      failure = e;
    }
    if (failure == null) {
      counters.add(Counter.SEND_FAILURES);
      silent("does not answer a commit");
    }
    settleCompleted(); // by now it is known whether a record was refused
    return false;
  }
}
