package io.sluice.relay.publish;

import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.relay.report.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets records to Kafka at least once, and says which positions are there. It retries for ever: a
 * broker that is away, a topic that is missing or a right that is not given hold the queue, and
 * lose nothing. Only what can never be delivered goes to the {@link DeadLetters}.
 *
 * <p>For one thread, which calls {@link #advance} often: nothing happens in between but that the
 * sender's own threads report completions.
 */
public final class AtLeastOncePublisher implements Publisher {
  private static final Logger log = LoggerFactory.getLogger(AtLeastOncePublisher.class);

  /** How much may be under way at once; keeps memory bounded whatever the broker does. */
  static final int MAX_INFLIGHT_RECORDS = 10_000;

  static final long MAX_INFLIGHT_BYTES = 8L << 20;

  /**
   * Records that are sent together while there are more to come: what makes full batches of small
   * ones, so that the broker has a fifth of the requests.
   */
  private static final int COMPANY = 400;

  /** After this long without an acknowledgement the operator is told. */
  private static final Duration STALL = Duration.ofSeconds(30);

  /** For what else is under way, when a sender is given up. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  /**
   * Behind a record that failed once it was taken over, all of its topic is sent again, to keep the
   * order: so the less of it gets to Kafka now, the less comes twice.
   */
  private static final Duration AT_ONCE = Duration.ZERO;

  private record Completion(Sender sender, Delivery delivery, Exception failure) {}

  /** One that is to become a dead letter. */
  private record Refusal(Delivery delivery, Exception reason) {}

  private final String destination;
  private final Sender.Factory senders;
  private final DeadLetters deadLetters;
  private final Counters counters;
  private final LongSupplier nanoTime;
  private final RepeatedWarning warning;

  private final InflightPositions inflight;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();

  /** What could not be stored, while which nothing more is sent. */
  private final Deque<Refusal> unstored = new ArrayDeque<>();

  private final Backoff backoff = new Backoff();

  private Sender sender; // null: to be opened
  private boolean pausing;

  /** A record is sent to see whether its topic, which refused so many, still refuses all. */
  private boolean probing;

  private long retryAt;
  private long progressAt; // or when the lack of it was reported

  /**
   * A publisher that has yet to connect to anything.
   *
   * @param delivered told of each position whose records are all acknowledged or set aside, and
   *     with them all that was taken on before; by the thread that calls
   */
  public AtLeastOncePublisher(
      String destination,
      LongConsumer delivered,
      Sender.Factory senders,
      DeadLetters deadLetters,
      Counters counters) {
    this(destination, delivered, senders, deadLetters, counters, System::nanoTime);
  }

  AtLeastOncePublisher(
      String destination,
      LongConsumer delivered,
      Sender.Factory senders,
      DeadLetters deadLetters,
      Counters counters,
      LongSupplier nanoTime) {
    this.destination = destination;
    this.inflight = new InflightPositions(delivered);
    this.senders = senders;
    this.deadLetters = deadLetters;
    this.counters = counters;
    this.warning = counters.warning(log);
    this.nanoTime = nanoTime;
  }

  @Override
  public void open() {
    try {
      sender = senders.open();
    } catch (SendRefusedException e) {
      pause(e.reason());
    }
  }

  @Override
  public boolean hasRoom() {
    return inflight.isEmpty()
        || (inflight.size() < MAX_INFLIGHT_RECORDS && inflight.bytes() < MAX_INFLIGHT_BYTES);
  }

  @Override
  public void publish(Outgoing record, long position) {
    if (inflight.isEmpty()) {
      progressAt = nanoTime.getAsLong();
    }
    Delivery delivery = new Delivery(record, position);
    inflight.add(delivery);
    waiting.add(delivery);
  }

  @Override
  public void endFrame(long position) {
    inflight.endFrame(position);
  }

  @Override
  public boolean isDue() {
    return waiting.size() >= COMPANY;
  }

  @Override
  public boolean isSending() {
    return inflight.size() > waiting.size();
  }

  @Override
  public int underWay() {
    return inflight.size();
  }

  @Override
  public boolean advance() throws IOException {
    boolean happened = !completions.isEmpty();
    Exception failure = settleCompleted();
    if (failure != null) {
      replaceSender(failure, AT_ONCE);
    }
    warnOfStall();
    while (!isPausing() && !unstored.isEmpty()) {
      storeFirst();
    }
    while (!waiting.isEmpty() && !isPausing() && !probing) {
      sendFirst();
      happened = true;
    }
    return happened;
  }

  private void storeFirst() throws IOException {
    Refusal first = unstored.remove();
    Exception unsettled = refuse(first.delivery, first.reason);
    if (unsettled != null) {
      replaceSender(unsettled, AT_ONCE);
    }
  }

  @Override
  public boolean flush() throws IOException {
    return advance();
  }

  @Override
  public void close(Duration patience) throws IOException {
    if (sender != null) {
      sender.close(patience);
      settleCompleted();
      sender = null;
    }
  }

  private void sendFirst() throws IOException {
    Delivery first = waiting.element();
    try {
      send(first);
      waiting.remove();
      probing = deadLetters.isAtLimit(first.record);
    } catch (SendRefusedException e) {
      refused(first, e.reason());
    }
  }

  private void send(Delivery delivery) throws SendRefusedException {
    if (sender == null) {
      sender = senders.open();
    }
    Sender current = sender;
    current.send(
        delivery.record, failure -> completions.add(new Completion(current, delivery, failure)));
  }

  private void refused(Delivery delivery, Exception reason) throws IOException {
    switch (Verdict.ofRefusal(reason)) {
      case UNDELIVERABLE -> {
        Exception unsettled = refuse(delivery, reason);
        if (unsettled == null) {
          waiting.remove();
        } else {
          pause(unsettled);
        }
      }
      case LATER -> pause(reason);
      case NEW_SENDER -> replaceSender(reason, CLOSE_PATIENCE);
    }
  }

  /** The first failure for which its record is to be sent again, or null. */
  private Exception settleCompleted() throws IOException {
    if (completions.isEmpty()) {
      return null;
    }
    Exception failure = null;
    int before = inflight.size();
    long now = WallClock.micros(); // once for all of them
    for (Completion next = completions.poll(); next != null; next = completions.poll()) {
      if (next.sender != sender) {
        continue; // of one that was given up: its records are sent again
      }
      probing = false;
      if (next.failure == null) {
        acknowledged(next.delivery, now);
      } else {
        Exception unsettled = settleFailed(next.delivery, next.failure);
        failure = failure == null ? unsettled : failure;
      }
    }
    noteProgress(before);
    return failure;
  }

  /** Why it is to be sent again, or null. */
  private Exception settleFailed(Delivery delivery, Exception failure) {
    return Verdict.ofFailure(failure) == Verdict.UNDELIVERABLE
        ? refuse(delivery, failure)
        : failure;
  }

  /**
   * Makes it a dead letter, or else remembers that it is to become one. What was sent behind it is
   * in Kafka perhaps, and not to be sent again for the sake of a full disk.
   *
   * @return why it is to be sent again, or null
   */
  private Exception refuse(Delivery delivery, Exception reason) {
    try {
      setAside(delivery, reason);
      return null;
    } catch (DestinationHaltedException e) {
      return e;
    } catch (IOException e) {
      unstored.add(new Refusal(delivery, reason));
      pause(new UnstoredException(e));
      return null;
    }
  }

  private void acknowledged(Delivery delivery, long now) {
    counters.delivered(delivery.record, now);
    deadLetters.accepted(delivery.record);
    inflight.acknowledged(delivery);
  }

  private void setAside(Delivery delivery, Exception reason) throws IOException {
    deadLetters.take(delivery.record, delivery.position, reason);
    int before = inflight.size();
    inflight.setAside(delivery);
    noteProgress(before);
  }

  private void noteProgress(int before) {
    if (inflight.size() < before) { // not if one before them still fails
      progressAt = nanoTime.getAsLong();
      backoff.reset();
      warning.over("destination " + destination + ": delivering again");
    }
  }

  private void replaceSender(Exception reason, Duration patience) throws IOException {
    if (sender != null) {
      sender.close(patience);
      settleCompleted();
      sender = null;
    }
    unstored.clear(); // they are sent, and refused, again
    probing = false;
    int neverSent = waiting.size();
    waiting.clear();
    waiting.addAll(inflight.unsettleForResend());
    counters.add(Counter.RESENT, waiting.size() - neverSent);
    pause(reason);
  }

  private void pause(Exception reason) {
    counters.add(Counter.SEND_FAILURES);
    retryAt = nanoTime.getAsLong() + backoff.next().toNanos();
    pausing = true;
    warning.warn(told(reason));
  }

  private String told(Exception reason) {
    if (reason instanceof DestinationHaltedException) {
      return "destination " + destination + ": " + reason.getMessage();
    }
    return reason instanceof UnstoredException
        ? status(reason.getMessage(), "see the disk of the state directory (key: state)")
        : status("Kafka takes no records: " + Advice.told(reason), Advice.on(reason));
  }

  private boolean isPausing() {
    if (pausing && nanoTime.getAsLong() - retryAt >= 0) {
      pausing = false;
    }
    return pausing;
  }

  /**
   * A producer whose login is refused, since the password was changed, say, goes on trying with
   * what it took over, and tells nobody. A new one has the secrets of now, or says what is wrong.
   */
  private void warnOfStall() throws IOException {
    long now = nanoTime.getAsLong();
    if (!inflight.isEmpty() && !pausing && now - progressAt > STALL.toNanos()) {
      progressAt = now; // says so once in that time
      String stalled = "no acknowledgement for " + STALL.toSeconds() + " s";
      if (sender != null && sender.failedToAuthenticate()) {
        replaceSender(
            new AuthenticationException(stalled + ", and connections fail"), CLOSE_PATIENCE);
      } else {
        warning.warn(status(stalled, Advice.general()));
      }
    }
  }

  private static final class UnstoredException extends IOException {
    private static final long serialVersionUID = 1;

    UnstoredException(IOException reason) {
      super("a dead letter cannot be kept: " + reason, reason);
    }
  }

  private String status(String what, String check) {
    return "destination %s: %s; %d records wait in memory; trying for ever: %s"
        .formatted(destination, what, inflight.size(), check);
  }
}
