package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.control.Controls;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.relay.route.Lane;
import io.sluice.wal.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues at work: of each destination the main one, and lanes, which are queues of channels
 * that were paused. They come, change and go as the configuration does, and as operators tell, each
 * for itself, and go on where they stood. For many threads; {@link #apply} and {@link #end} are for
 * one at a time, {@link #store} for another one.
 */
final class Destinations {
  private static final Logger log = LoggerFactory.getLogger(Destinations.class);

  /** For whoever asked to find that it is done; brokers that do not answer are not waited for. */
  private static final Duration UNDER_WAY_PATIENCE = Duration.ofSeconds(5);

  private final Factory factory;
  private final Controls controls;
  private final Allotments allotments;
  private final RepeatedWarning warning = new RepeatedWarning(log);
  private final RepeatedWarning splitWarning = new RepeatedWarning(log);

  /** By name. Guarded by this. */
  private final Map<String, Running> running = new LinkedHashMap<>();

  private RelayConfig config; // guarded by this

  /** What those have that are to end; null: none are. Guarded by this. */
  private RelayConfig before;

  private boolean ending; // guarded by this

  /** Some that are to run do not: guarded by this. */
  private boolean incomplete;

  /** Makes queues, which do not run yet. */
  interface Factory {
    Destination create(RelayConfig config, Plan plan, Share share, Siblings siblings)
        throws IOException;

    /** Has a queue that is to be made stand at a position. */
    void begin(String queue, Checkpoint position) throws IOException;
  }

  private record Running(Plan plan, Destination destination) {}

  /** None yet. */
  Destinations(Factory factory, Controls controls) {
    this.factory = factory;
    this.controls = controls;
    this.allotments = new Allotments(controls);
  }

  /** What runs now, in the order in which it began. */
  synchronized List<Destination> all() {
    return running.values().stream().map(Running::destination).collect(Collectors.toList());
  }

  /** How they stand now. */
  synchronized List<DestinationStatus> status() {
    return running.values().stream()
        .filter(one -> !one.plan().lane().exists())
        .map(this::status)
        .collect(Collectors.toList());
  }

  private DestinationStatus status(Running main) {
    DestinationConfig destination = main.plan().destination();
    List<ChannelStatus> channels =
        config.channelsTo(destination).stream().map(one -> status(one, main)).toList();
    return new DestinationStatus(
        destination,
        controls.of(destination.name()),
        channels,
        main.destination().reached(),
        reached(destination.name()),
        main.destination().counters(),
        main.destination().records());
  }

  private List<Optional<Checkpoint>> reached(String destination) {
    return running.values().stream()
        .filter(one -> one.plan().destination().name().equals(destination))
        .map(one -> one.destination().reached())
        .toList();
  }

  private ChannelStatus status(ChannelConfig channel, Running main) {
    Lane lane = controls.of(channel.key()).lane();
    Optional<Running> own =
        Optional.ofNullable(running.get(Share.queue(channel.destination(), lane.number())))
            .filter(one -> lane.exists());
    return new ChannelStatus(
        channel,
        controls.isCollecting(channel),
        controls.isTransmitting(channel),
        own.isPresent(),
        controls.of(channel.key()).dropped(),
        own.orElse(main).destination().reached());
  }

  /**
   * Has those run that a configuration has: stops what it has not, or has in another way, and then
   * starts the rest. Others do not notice.
   *
   * @throws HungException if one does not stop; it is left as it is
   * @throws IOException if the position of one cannot be opened
   */
  void apply(RelayConfig wanted) throws IOException, InterruptedException, HungException {
    apply(wanted, UNDER_WAY_PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long to wait for those that were started to know where they stand
   */
  void apply(RelayConfig wanted, Duration patience)
      throws IOException, InterruptedException, HungException {
    List<Destination> obsolete = obsolete(wanted);
    List<Destination> hung = new Shutdown().end(obsolete);
    if (!hung.isEmpty()) {
      throw new HungException(hung.get(0).name());
    }
    long deadline = System.nanoTime() + patience.toNanos();
    for (Destination started : replace(obsolete)) {
      boolean unused = started.awaitUnderWay(Duration.ofNanos(deadline - System.nanoTime()));
    }
  }

  private synchronized List<Destination> obsolete(RelayConfig wanted) {
    before = config; // those that end go on as they were until they have
    config = wanted;
    allotments.renew(config, before);
    incomplete = true;
    List<Plan> plans = Plan.all(config, controls);
    return running.values().stream()
        .filter(one -> !plans.contains(one.plan()))
        .map(Running::destination)
        .collect(Collectors.toList());
  }

  /** In one step, so that at no time a segment looks as if nobody needed it. */
  private synchronized List<Destination> replace(List<Destination> obsolete) throws IOException {
    for (Destination old : obsolete) {
      close(old, "stopped");
      running.remove(old.name());
    }
    before = null;
    allotments.renew(config, before);
    List<Destination> started = new ArrayList<>();
    for (Plan plan : Plan.all(config, controls)) { // with lanes that were opened meanwhile
      if (!running.containsKey(plan.queue())) {
        started.add(start(create(plan), plan));
      }
    }
    incomplete = false;
    return started;
  }

  private Destination create(Plan plan) throws IOException {
    String name = plan.destination().name();
    Share share = new Share(plan.lane().number(), plan.channels(), () -> allotments.of(name));
    return factory.create(config, plan, share, siblings(plan));
  }

  private Destination start(Destination fresh, Plan plan) {
    running.put(plan.queue(), new Running(plan, fresh));
    fresh.start();
    return fresh;
  }

  private Siblings siblings(Plan plan) {
    return plan.lane().exists()
        ? new BehindMain(this, plan.destination().name(), plan.lane())
        : new Splitting(this, plan.destination().name());
  }

  /** Whether channels of a destination wait for a {@link #split}. Cheap. */
  boolean isSplitWanted(String destination) {
    return !allotments.waiting(destination).isEmpty();
  }

  /**
   * Whether a channel that is paused is still sent, since its destination's thread is not there.
   */
  synchronized boolean isWaiting(ChannelConfig channel) {
    Running main = running.get(channel.destination());
    boolean sends = main != null && main.plan().destination().transmissionEnabled();
    return sends && allotments.waiting(channel.destination()).contains(channel);
  }

  /**
   * Leads channels that are paused into lanes. Called by the thread of their main queue, which
   * passes the position after this.
   *
   * @param at what is open there, or stands behind it, is theirs
   * @return false if it is to be tried again
   */
  synchronized boolean split(String destination, Checkpoint at) {
    if (ending) {
      return false;
    }
    try {
      for (ChannelConfig channel : allotments.waiting(destination)) {
        split(channel, at);
      }
      splitWarning.over("channels can be paused again");
      return true;
    } catch (IOException e) {
      splitWarning.warn("cannot pause a channel of destination " + destination + ": " + e);
      return false;
    }
  }

  /** What is durable at the end decides: before it, the main queue has all; after it, the lane. */
  private void split(ChannelConfig channel, Checkpoint at) throws IOException {
    Lane lane = new Lane(controls.nextLane(), at.journalId(), at.oldest());
    DestinationConfig destination = running.get(channel.destination()).plan().destination();
    Plan plan = Plan.lane(config, destination, channel.key(), lane, controls);
    factory.begin(plan.queue(), at);
    Destination fresh = create(plan);
    boolean durable = false;
    try {
      controls.add(channel.key(), lane);
      durable = true;
    } finally {
      if (!durable) {
        fresh.close();
      }
    }
    allotments.renew(config, before); // which it begins to read by
    start(fresh, plan);
    log.info(
        "channel {} has a queue of its own, {}, from {} on",
        channel.key(),
        plan.queue(),
        Position.toString(lane.since()));
  }

  /** The durable position of a destination's main queue; empty if it has none. */
  synchronized Optional<Checkpoint> stored(String destination) {
    return Optional.ofNullable(running.get(destination))
        .flatMap(main -> main.destination().stored());
  }

  /** Makes all positions durable. */
  synchronized void store() {
    all().forEach(this::store);
  }

  /** One that cannot be stored must not keep the others from it. */
  private void store(Destination destination) {
    try {
      destination.store();
    } catch (RuntimeException e) {
      String name = destination.name();
      warning.warn("cannot store the position of destination " + name + ": " + e);
      log.debug("cannot store a position", e);
    }
  }

  /**
   * Before which nobody needs anything of the journal; {@link Position#NONE}: not certain, as while
   * some still have to do with the one before.
   */
  synchronized long released() {
    boolean one = all().stream().mapToLong(Destination::journal).distinct().count() <= 1;
    return incomplete || !one ? Position.NONE : oldest();
  }

  private long oldest() {
    return all().stream().mapToLong(Destination::released).min().orElse(Position.NONE);
  }

  /**
   * Has all end, in a bounded time that is the same for however many, but closes none yet.
   *
   * @return those that hang, and end with the process
   */
  List<Destination> end() throws InterruptedException {
    return new Shutdown().end(last());
  }

  private synchronized List<Destination> last() {
    ending = true;
    return all();
  }

  /** Closes what has ended. */
  synchronized void close(List<Destination> hung) {
    for (Destination destination : all()) {
      boolean hangs = hung.contains(destination);
      close(destination, hangs ? "hangs, and ends with the process" : "stopped");
    }
    running.clear();
  }

  private void close(Destination destination, String how) {
    store(destination);
    destination.close();
    log.info("destination {} {}: {}", destination.name(), how, destination.counters());
  }

  /** A destination's thread does not come back, from a converter or a disk. */
  static final class HungException extends Exception {
    private static final long serialVersionUID = 1;

    HungException(String destination) {
      super(
          "destination "
              + destination
              + " does not stop (waits for its converter or the disk), and cannot be changed"
              + " before it has; the relay ends, to be started again");
    }
  }
}
