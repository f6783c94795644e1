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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay: every destination at work, and their positions kept. Life cycle: {@link #start} gives
 * one that runs; {@link #stop} ends it, once.
 */
public final class Relay {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private final StateDirectory state;
  private final List<Destination> destinations = new ArrayList<>();
  private final JournalHold hold;
  private final Keeper keeper;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean failed;

  private Relay(RelayConfig config, StateDirectory state, JournalHold hold) throws IOException {
    this.state = state;
    this.hold = hold;
    TableSchemas schemas = new TableSchemas();
    for (DestinationConfig destination : config.destinations()) {
      PipelineContext context =
          new PipelineContext(config, destination, state, schemas, new Counters());
      destinations.add(new Destination(context, way(context), this::died));
    }
    JournalDirectory journal = JournalDirectory.of(config.journal());
    SegmentCleaner cleaner = new SegmentCleaner(journal, hold, config.dedupe().window());
    keeper = new Keeper(destinations, cleaner, this::died);
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
    log.info(
        "sluice relay started: journal {}, {} destination(s), {} channel(s)",
        config.journal(),
        config.destinations().size(),
        config.channels().size());
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

  private void start() throws InterruptedException {
    destinations.forEach(Destination::start);
    for (Destination destination : destinations) {
      destination.awaitUnderWay();
    }
    keeper.start();
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

  /** Whether it ended by a failure that it cannot mend itself. */
  public boolean hasFailed() {
    return failed;
  }

  /**
   * Stops reading, waits a bounded time for what is under way, the same for however many
   * destinations, and stores where every one of them stands.
   */
  public void stop() throws IOException, InterruptedException {
    List<Destination> hung = new Shutdown().end(destinations);
    keeper.stop();
    for (Destination destination : destinations) {
      destination.close();
      String how = hung.contains(destination) ? "hangs, and ends with the process" : "stopped";
      log.info("destination {} {}: {}", destination.name(), how, destination.counters());
    }
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
