package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.Start;
import io.sluice.relay.publish.Backoff;
import io.sluice.relay.publish.DestinationHaltedException;
import io.sluice.relay.publish.TransactionFailedException;
import io.sluice.relay.publish.TransactionalKafka;
import io.sluice.relay.read.StartingPoint;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RecentRecords;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue of a destination at work: a thread of its own that runs a {@link Pipeline}, and the
 * position that it reached. Whatever fails is tried again, from that position, for ever; other
 * queues do not notice.
 *
 * <p>Life cycle: constructed, {@link #start}, {@link #stop}, {@link #join}, {@link #close}; the
 * last three by {@link Shutdown} and whoever made it. The thread moves the position on; {@link
 * #store} makes it durable from another one.
 */
final class Destination implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Destination.class);

  /** How long a stop waits for Kafka to acknowledge what is under way. */
  static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

  /** How long of that without any acknowledgement: a broker that is away is not waited for. */
  static final Duration DRAIN_PATIENCE = Duration.ofSeconds(5);

  /** How old the position may be that is stored next. */
  private static final Duration NOTE_INTERVAL = Duration.ofMillis(50);

  /** Busy steps between two looks at the clock, each of which takes as long as a small step. */
  private static final int CLOCK_STEPS = 32;

  private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);
  private static final Duration SIBLING_PAUSE = Duration.ofMillis(20);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(5);

  private final PipelineContext context;
  private final DestinationConfig config;
  private final Way way;
  private final Siblings siblings;
  private final StoredPosition position;
  private final RepeatedWarning beginWarning;
  private final RepeatedWarning haltWarning;
  private final RepeatedWarning fencedWarning;
  private final Backoff backoff = new Backoff();
  private final Consumer<Throwable> onDeath;
  private final Thread thread;
  private final CountDownLatch underWay = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);

  private Start startIfUnknown; // these three are the thread's own, once it runs
  private boolean replaced; // the journal that was read last
  private long noteAt = System.nanoTime();

  private volatile Optional<Checkpoint> reached;

  /** Identity of the journal, once it has said so itself; else 0. */
  private volatile long confirmedJournal;

  /**
   * Opens its checkpoint; begins nothing.
   *
   * @param way to Kafka
   * @param siblings the destination's other queues
   * @param onDeath told of an error that the thread does not survive, or of another relay that has
   *     the journal
   */
  Destination(PipelineContext context, Way way, Siblings siblings, Consumer<Throwable> onDeath)
      throws IOException {
    this.context = context;
    this.config = context.destination();
    this.beginWarning = counters().warning(log);
    this.haltWarning = counters().warning(log);
    this.fencedWarning = counters().warning(log);
    this.way = way;
    this.siblings = siblings;
    this.onDeath = onDeath;
    this.position =
        new StoredPosition(context.state().checkpoint(name()), name(), context.counters());
    boolean mayBeginLate = !position.wasDamaged() && context.share().isMain();
    this.startIfUnknown = mayBeginLate ? config.start() : Start.OLDEST;
    this.reached = position.stored();
    this.thread = new Thread(this::run, "sluice-" + name());
    thread.setUncaughtExceptionHandler((t, e) -> onDeath.accept(e));
  }

  void start() {
    thread.start();
  }

  /**
   * Waits until it has begun: it knows its position, or it failed and will try again.
   *
   * @return false if it has not within the time, as when it waits for brokers that do not answer
   */
  boolean awaitUnderWay(Duration patience) throws InterruptedException {
    return underWay.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Has it end soon; {@link #join} waits for that. */
  void stop() {
    stopping.countDown();
  }

  /** Waits until it has ended, or the limit is over; not at all if that is not positive. */
  void join(Duration limit) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
  }

  /** Has what it waits for come back: a converter whose registry hangs. */
  void interrupt() {
    thread.interrupt();
  }

  /** Whether it has not ended. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Of the queue. */
  String name() {
    return context.queue();
  }

  /** The durable position. To be called by the thread that stores. */
  Optional<Checkpoint> stored() {
    return position.stored();
  }

  /** Identity of the journal, once it has said so itself; else 0. Any thread. */
  long journal() {
    return confirmedJournal;
  }

  /** Up to where it has delivered, in memory; empty if it has not begun. Any thread. */
  Optional<Checkpoint> reached() {
    return reached;
  }

  Counters counters() {
    return context.counters();
  }

  RecentRecords records() {
    return context.reports().records();
  }

  /** Makes the position durable. One thread at a time. */
  void store() {
    reached.ifPresent(position::store);
  }

  /**
   * The durable position, before which this destination needs nothing of the journal; {@link
   * Position#NONE} while that is not certain. To be called by the thread that stores.
   */
  long released() {
    return position.released(confirmedJournal);
  }

  /** Releases the checkpoint; the thread has ended. */
  @Override
  public void close() {
    position.close();
  }

  private void run() {
    try {
      runPipelines();
    } finally {
      underWay.countDown(); // nobody waits for a dead thread
    }
  }

  private void runPipelines() {
    while (!isStopping()) {
      if (config.transmissionEnabled() && !siblings.mayDeliver()) {
        underWay.countDown();
        pause(SIBLING_PAUSE);
        continue;
      }
      try (Way.Passage passage = way.begin(reached)) {
        takeUp(passage);
        try (Pipeline pipeline = new Pipeline(context, startingPoint(), passage)) {
          run(pipeline);
        }
      } catch (DirectoryInUseException e) {
        onDeath.accept(e);
        return;
      } catch (ExactlyOnce.JournalAwaitedException e) {
        await(e, RESTART_PAUSE);
      } catch (DestinationHaltedException e) {
        context.counters().add(Counter.RESTARTS);
        haltWarning.warn("destination " + name() + ": " + e.getMessage());
        underWay.countDown();
        pause(backoff.next());
      } catch (TransactionFailedException | TransactionalKafka.Unsuitable e) {
        noteFencing(e);
        context.counters().add(Counter.RESTARTS);
        await(e, backoff.next());
      } catch (OutOfMemoryError | InternalError | UnknownError e) {
        throw e; // the JVM's own trouble
      } catch (Exception | Error e) { // errors: those of a converter that is made or closed
        context.counters().add(Counter.RESTARTS);
        log.error("destination {}: failed; beginning again at its last position", name(), e);
        underWay.countDown();
        pause(RESTART_PAUSE);
      }
    }
  }

  /** Told also at a stop: a second relay is the operator's mistake. */
  private void noteFencing(Exception reason) {
    if (reason instanceof TransactionFailedException failed && failed.isFenced()) {
      context.counters().add(Counter.FENCED);
      fencedWarning.warn(
          "destination "
              + name()
              + ": fenced by Kafka, so what it had not committed is undone: another relay has begun"
              + " with this journal or a copy of it, or this one slept for longer than"
              + " transaction.timeout.ms");
    }
  }

  private void await(Exception reason, Duration pause) {
    if (!isStopping()) {
      beginWarning.warn(
          "destination " + name() + ": " + reason.getMessage() + "; beginning again soon");
    }
    underWay.countDown();
    pause(pause);
  }

  private void takeUp(Way.Passage passage) {
    if (passage.isOfAnotherJournal() || (replaced && !passage.isTransactional())) {
      beginAnew();
    } else {
      reached = passage.from();
    }
    replaced = false;
  }

  private StartingPoint startingPoint() throws IOException {
    Duration window = context.relay().dedupe().window();
    if (reached.isPresent()) {
      Checkpoint at = reached.get();
      return StartingPoint.resume(
          context.journal(), at.journalId(), at.position(), at.open(), window);
    }
    return startIfUnknown == Start.OLDEST
        ? StartingPoint.oldest()
        : StartingPoint.latest(context.journal(), window);
  }

  private void run(Pipeline pipeline) throws IOException {
    Idle idle = new Idle();
    int steps = 0; // since there was nothing to do
    if (config.transmissionEnabled()) {
      pipeline.open();
    }
    while (!isStopping() && !pipeline.isOver()) {
      if (split(pipeline) && !config.transmissionEnabled()) {
        break; // what it was to keep may be a lane's now
      }
      if (!config.transmissionEnabled()) {
        look(pipeline);
      } else if (pipeline.step()) {
        idle.reset();
        steps++;
      } else {
        idle.rest();
        steps = 0;
      }
      if (steps % CLOCK_STEPS == 0 || reached.isEmpty()) {
        noteInTime(pipeline);
      }
    }
    if (pipeline.isOver()) {
      replaced = true;
      confirmedJournal = 0;
    } else {
      drain(pipeline);
      note(pipeline);
    }
  }

  /**
   * Whether channels were led into lanes. With transactions Kafka alone knows for certain where the
   * queue stands, and is not asked while nothing is sent.
   */
  private boolean split(Pipeline pipeline) {
    boolean certain = config.transmissionEnabled() || !config.delivery().isExactlyOnce();
    if (!certain || !siblings.isSplitWanted()) {
      return false;
    }
    Optional<Checkpoint> at = pipeline.unhanded();
    return at.isPresent() && siblings.split(at.get());
  }

  private void look(Pipeline pipeline) throws IOException {
    if (!pipeline.look()) {
      pause(LOOK_PAUSE);
    }
  }

  /** Now and then: to list what is open takes time. */
  private void noteInTime(Pipeline pipeline) {
    if (reached.isEmpty() || System.nanoTime() - noteAt >= 0) {
      note(pipeline);
      noteAt = System.nanoTime() + NOTE_INTERVAL.toNanos();
    }
  }

  private void note(Pipeline pipeline) {
    Optional<Checkpoint> now = pipeline.reached();
    if (now.isPresent()) {
      if (!now.equals(reached)) {
        backoff.reset();
        beginWarning.over("destination " + name() + " goes on");
        haltWarning.over("destination " + name() + ": delivering again");
      }
      reached = now;
      underWay.countDown();
    }
    confirmedJournal = pipeline.isOfKnownJournal() ? now.map(Checkpoint::journalId).orElse(0L) : 0;
  }

  private void drain(Pipeline pipeline) throws IOException {
    Idle idle = new Idle();
    long begun = System.nanoTime();
    long progressAt = begun;
    int underWay = pipeline.underWay();
    while (pipeline.isSending()
        && System.nanoTime() - begun < DRAIN_LIMIT.toNanos()
        && System.nanoTime() - progressAt < DRAIN_PATIENCE.toNanos()) {
      if (pipeline.flush()) {
        idle.reset();
      } else {
        idle.rest();
      }
      if (pipeline.underWay() < underWay) {
        underWay = pipeline.underWay();
        progressAt = System.nanoTime();
      }
      noteInTime(pipeline);
    }
  }

  /** Whatever {@code start} says: nothing of the new journal was ever delivered. */
  private void beginAnew() {
    log.error(
        "destination {}: the journal is not the one that its position is of (was the directory"
            + " emptied or replaced?); everything that this one holds is delivered. Changes of the"
            + " old journal that were not delivered are lost",
        name());
    startIfUnknown = Start.OLDEST;
    confirmedJournal = 0;
    reached = Optional.empty();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      boolean unused = stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      if (!isStopping()) {
        throw new IllegalStateException("nobody interrupts this thread but to stop it", e);
      }
    }
  }
}
