package io.sluice.relay;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.checkpoint.Exposure;
import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.control.Controls;
import io.sluice.relay.control.JournalEnd;
import io.sluice.relay.control.Switches;
import io.sluice.relay.publish.KafkaSender;
import io.sluice.relay.publish.KafkaTransactionOpener;
import io.sluice.relay.read.JournalIdentity;
import io.sluice.relay.read.JournalTail;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay: every destination at work, and their positions kept. Life cycle: {@link #start} gives
 * one that runs; {@link #reconfigure} changes it, as often as wanted; {@link #stop} ends it, once.
 */
public final class Relay {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  /** Who says that the relay has started may rely on where {@code start: latest} begins. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);

  private final Controls controls;
  private final Destinations destinations;
  private final JournalHold hold;
  private final Keeper keeper;
  private final StateDirectory state;
  private final JournalTail tail;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final RepeatedWarning applyWarning = new RepeatedWarning(log);
  private volatile boolean failed;
  private boolean incomplete; // guarded by this

  private volatile RelayConfig config; // written by who holds this
  private volatile boolean stopped;

  private Relay(RelayConfig config, StateDirectory state, Controls controls, JournalHold hold) {
    this.config = config;
    this.state = state;
    this.controls = controls;
    this.hold = hold;
    JournalDirectory journal = JournalDirectory.of(config.journal());
    tail = new JournalTail(journal);
    destinations = new Destinations(new Queues(state, this::way, this::died), controls);
    SegmentCleaner cleaner = new SegmentCleaner(journal, hold, config.dedupe().window());
    keeper = new Keeper(destinations, cleaner, this::died);
  }

  /** Without transmission nothing is ever sent, and there is no position to commit. */
  private Way way(PipelineContext context) {
    DestinationConfig destination = context.destination();
    Supplier<Map<String, Object>> kafka = destination.kafka()::current;
    if (destination.delivery().isExactlyOnce() && destination.transmissionEnabled()) {
      String topic = destination.delivery().checkpointTopic();
      return new ExactlyOnce(context, hold, new KafkaTransactionOpener(kafka, topic));
    }
    return new AtLeastOnce(context, KafkaSender.factory(kafka, destination.fixedTopic()));
  }

  /**
   * Starts a relay. No broker needs to be there.
   *
   * @throws DirectoryInUseException if another relay has the state directory, or the journal
   * @throws IOException if the state directory cannot be used
   */
  public static Relay start(RelayConfig config)
      throws IOException, DirectoryInUseException, InterruptedException {
    config.warnings().forEach(warning -> log.warn("{}", warning));
    StateDirectory state = StateDirectory.acquire(config.state());
    Exposure.of(config.state(), "state").ifPresent(log::warn);
    Controls controls = Controls.open(state.controls());
    Relay relay = new Relay(config, state, controls, hold(config, state));
    relay.start();
    return relay;
  }

  /**
   * A journal that cannot be written to now, as when the disk is full, is read nevertheless; no
   * segment is deleted before it is held.
   */
  private static JournalHold hold(RelayConfig config, StateDirectory state)
      throws IOException, DirectoryInUseException {
    JournalHold hold = new JournalHold(JournalDirectory.of(config.journal()));
    try {
      hold.take();
    } catch (DirectoryInUseException e) {
      state.close();
      throw e;
    } catch (IOException e) {
      log.warn("cannot lock the journal: {}; trying again", e.toString());
    }
    return hold;
  }

  private synchronized void start() throws IOException, InterruptedException {
    try {
      collect();
      destinations.apply(config, START_PATIENCE);
    } catch (Destinations.HungException e) {
      throw new IllegalStateException("nothing runs yet that could hang", e);
    }
    keeper.start();
  }

  /**
   * Takes up another configuration: destinations that it adds begin, those that it has no more end,
   * those that it changes are started anew where they stood. Others do not notice. What concerns
   * the whole relay stays as it was until it is started again, which is logged.
   */
  public synchronized void reconfigure(RelayConfig wanted) {
    if (stopped) {
      return;
    }
    wanted.warnings().forEach(warning -> log.warn("{}", warning));
    config.fixedUntilRestart(wanted).forEach(key -> log.warn("{}", key));
    warnOfLeftQueues(wanted);
    config = wanted.within(config);
    apply();
    if (!incomplete) {
      log.info("configuration taken up: {}", config.summary());
    }
  }

  private void warnOfLeftQueues(RelayConfig wanted) {
    Set<ChannelKey> stay =
        wanted.channels().stream().map(ChannelConfig::key).collect(Collectors.toSet());
    config.channels().stream()
        .map(ChannelConfig::key)
        .filter(key -> !stay.contains(key) && controls.of(key).lane().exists())
        .filter(key -> !Plan.isInUse(key, wanted.channels()))
        .forEach(
            key ->
                log.warn(
                    "channel {} is gone from the configuration, and has a queue of its own, since it"
                        + " was paused: what that has kept is delivered only if the channel comes"
                        + " back before the write-ahead file is cleaned",
                    key));
  }

  private void apply() {
    try {
      incomplete = true;
      collect();
      destinations.apply(config);
      incomplete = false;
      applyWarning.over("all of the configuration is in effect");
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts who reconfigures a relay", e);
    } catch (IOException e) {
      applyWarning.warn(
          "not all of the configuration is in effect, since the state directory cannot be written to"
              + " or the journal be read: "
              + e
              + "; trying again");
    } catch (Destinations.HungException | RuntimeException e) {
      died(e);
    }
  }

  /** Tries again what could not be done before. */
  synchronized void completeIfDue() {
    if (incomplete) {
      takeUp();
    }
  }

  /** Has channels take what is written from now on, or not, as they are to. */
  private void collect() throws IOException {
    for (ChannelConfig channel : config.channels()) {
      boolean collecting = controls.isCollecting(channel);
      if (collecting == controls.of(channel.key()).isDropping()) {
        controls.collect(channel.key(), collecting, journalEnd());
      }
    }
  }

  private JournalEnd journalEnd() throws IOException {
    long journal =
        JournalIdentity.newest(JournalDirectory.of(config.journal()))
            .map(SegmentHeader::getJournalId)
            .orElse(0L);
    return new JournalEnd(journal, tail.endNow());
  }

  /**
   * Pauses or resumes a channel, which is remembered over restarts.
   *
   * @param change of what is paused of it
   * @throws IOException if that cannot be remembered; nothing has changed then
   */
  public synchronized void change(ChannelKey channel, UnaryOperator<Switches> change)
      throws IOException {
    controls.change(channel, change);
    takeUp();
  }

  /**
   * Pauses or resumes a destination with all its channels, which is remembered over restarts.
   *
   * @param change of what is paused of it
   * @throws IOException if that cannot be remembered; nothing has changed then
   */
  public synchronized void change(String destination, UnaryOperator<Switches> change)
      throws IOException {
    controls.change(destination, change);
    takeUp();
  }

  /**
   * Drops what a channel has queued now.
   *
   * @throws IOException if that cannot be remembered; nothing has changed then
   */
  public synchronized void truncate(ChannelKey channel) throws IOException {
    controls.truncate(channel, journalEnd());
    takeUp();
  }

  /**
   * Forgets what was told of a channel that is no more, and what its queue has kept; unless others
   * take its tables, which go on with that.
   *
   * @throws IOException if that cannot be remembered; nothing has changed then
   */
  public synchronized void forget(ChannelKey channel) throws IOException {
    if (!Plan.isInUse(channel, config.channels())) {
      controls.forget(channel);
      takeUp();
    }
  }

  /**
   * Forgets what was told of a destination that is no more, and what its queues have kept.
   *
   * @throws IOException if that cannot be remembered; nothing has changed then
   */
  public synchronized void forget(String destination) throws IOException {
    controls.forget(destination);
    takeUp();
  }

  private void takeUp() {
    if (!stopped) {
      apply();
    }
  }

  /**
   * Waits until a channel that is paused is sent no more: its destination's thread sees to that
   * between two steps, unless Kafka holds it up.
   *
   * @return false if it has not seen to it within the time
   */
  public boolean awaitPaused(ChannelConfig channel, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (destinations.isWaiting(channel)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return true;
  }

  /**
   * Waits for the end.
   *
   * @return whether it was stopped; false: it failed in a way that it cannot mend itself
   */
  public boolean await() throws InterruptedException {
    ended.await();
    return !failed;
  }

  /** How it stands now. Any thread; does not wait for a {@link #reconfigure} under way. */
  public RelayStatus status() {
    return new RelayStatus(config, destinations.status());
  }

  /** Whether it ended by a failure that it cannot mend itself. */
  public boolean hasFailed() {
    return failed;
  }

  /**
   * Stops reading, waits a bounded time for what is under way, the same for however many
   * destinations, and stores where every one of them stands.
   */
  public void stop() throws IOException, InterruptedException {
    stopped = true;
    destinations.all().forEach(Destination::stop); // while another configuration is taken up
    end();
  }

  private synchronized void end() throws IOException, InterruptedException {
    List<Destination> hung = destinations.end();
    keeper.stop();
    destinations.close(hung);
    hold.close();
    state.close();
    ended.countDown();
  }

  private void died(Throwable error) {
    log.error("the relay cannot go on; it ends, to be started again", error);
    failed = true;
    ended.countDown();
  }
}
