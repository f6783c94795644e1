package io.sluice.relay;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.checkpoint.Exposure;
import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.publish.KafkaSender;
import io.sluice.relay.publish.KafkaTransactionOpener;
import io.sluice.relay.report.Counters;
import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay: every destination at work, and their positions kept. Life cycle: {@link #start} gives
 * one that runs; {@link #reconfigure} changes it, as often as wanted; {@link #stop} ends it, once.
 */
public final class Relay {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private final StateDirectory state;
  private final TableSchemas schemas = new TableSchemas();
  private final Map<String, Counters> counters = new ConcurrentHashMap<>();
  private final Destinations destinations = new Destinations(this::destination);
  private final JournalHold hold;
  private final Keeper keeper;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean failed;

  private volatile RelayConfig config; // written by who holds this
  private volatile boolean stopped;

  private Relay(RelayConfig config, StateDirectory state, JournalHold hold) {
    this.config = config;
    this.state = state;
    this.hold = hold;
    JournalDirectory journal = JournalDirectory.of(config.journal());
    SegmentCleaner cleaner = new SegmentCleaner(journal, hold, config.dedupe().window());
    keeper = new Keeper(destinations, cleaner, this::died);
  }

  /** One that was there before goes on with its counters. */
  private Destination destination(RelayConfig config, DestinationConfig destination)
      throws IOException {
    Counters counted = counters.computeIfAbsent(destination.name(), name -> new Counters());
    PipelineContext context = new PipelineContext(config, destination, state, schemas, counted);
    return new Destination(context, way(context), this::died);
  }

  /** Without transmission nothing is ever sent, and there is no position to commit. */
  private Way way(PipelineContext context) {
    DestinationConfig config = context.destination();
    Supplier<Map<String, Object>> kafka = config.kafka()::current;
    if (config.delivery().isExactlyOnce() && config.transmissionEnabled()) {
      String topic = config.delivery().checkpointTopic();
      return new ExactlyOnce(context, hold, new KafkaTransactionOpener(kafka, topic));
    }
    return new AtLeastOnce(context, KafkaSender.factory(kafka, config.fixedTopic()));
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
    Relay relay = new Relay(config, state, hold(config, state));
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
      destinations.apply(config);
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
    config = wanted.within(config);
    try {
      destinations.apply(config);
      log.info("configuration taken up: {}", config.summary());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts who reconfigures a relay", e);
    } catch (IOException | Destinations.HungException | RuntimeException e) {
      died(e);
    }
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
