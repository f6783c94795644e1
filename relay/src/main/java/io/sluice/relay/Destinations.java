package io.sluice.relay;

import io.sluice.relay.config.CassandraConfig;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destinations at work. They come, change and go as the configuration does, each for itself,
 * and go on where they stood. For many threads; {@link #apply} and {@link #end} are for one at a
 * time, {@link #store} for another one.
 */
final class Destinations {
  private static final Logger log = LoggerFactory.getLogger(Destinations.class);

  private final Factory factory;
  private final RepeatedWarning warning = new RepeatedWarning(log);

  /** By name. Guarded by this. */
  private final Map<String, Running> running = new LinkedHashMap<>();

  /** Makes a destination of its configuration, which does not run yet. */
  interface Factory {
    Destination create(RelayConfig config, DestinationConfig destination) throws IOException;
  }

  /** All that a destination is made of. */
  private record Plan(
      DestinationConfig destination,
      List<ChannelConfig> channels,
      Optional<CassandraConfig> cassandra) {

    static Plan of(RelayConfig config, DestinationConfig destination) {
      return new Plan(destination, config.channelsTo(destination), config.cassandra());
    }
  }

  private record Running(Plan plan, Destination destination) {}

  /** None yet. */
  Destinations(Factory factory) {
    this.factory = factory;
  }

  /** What runs now, in the order in which it began. */
  synchronized List<Destination> all() {
    return running.values().stream().map(Running::destination).collect(Collectors.toList());
  }

  /** How they stand now. */
  synchronized List<DestinationStatus> status() {
    return running.values().stream()
        .map(one -> one.destination().status(one.plan().channels()))
        .collect(Collectors.toList());
  }

  /**
   * Has those run that a configuration has: stops what it has not, or has in another way, and then
   * starts the rest. Others do not notice.
   *
   * @throws HungException if one does not stop; it is left as it is
   * @throws IOException if the position of one cannot be opened
   */
  void apply(RelayConfig config) throws IOException, InterruptedException, HungException {
    Map<String, Plan> wanted = new LinkedHashMap<>();
    config.destinations().forEach(one -> wanted.put(one.name(), Plan.of(config, one)));
    List<Destination> obsolete = obsolete(wanted);
    List<Destination> hung = new Shutdown().end(obsolete);
    if (!hung.isEmpty()) {
      throw new HungException(hung.get(0).name());
    }
    for (Destination started : replace(obsolete, wanted, config)) {
      started.awaitUnderWay();
    }
  }

  private synchronized List<Destination> obsolete(Map<String, Plan> wanted) {
    return running.entrySet().stream()
        .filter(one -> !one.getValue().plan().equals(wanted.get(one.getKey())))
        .map(one -> one.getValue().destination())
        .collect(Collectors.toList());
  }

  /** In one step, so that at no time a segment looks as if nobody needed it. */
  private synchronized List<Destination> replace(
      List<Destination> obsolete, Map<String, Plan> wanted, RelayConfig config) throws IOException {
    for (Destination old : obsolete) {
      close(old, "stopped");
      running.remove(old.name());
    }
    List<Destination> started = new ArrayList<>();
    for (Map.Entry<String, Plan> one : wanted.entrySet()) {
      if (!running.containsKey(one.getKey())) {
        Destination fresh = factory.create(config, one.getValue().destination());
        running.put(one.getKey(), new Running(one.getValue(), fresh));
        fresh.start();
        started.add(fresh);
      }
    }
    return started;
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

  /** Before which nobody needs anything of the journal; {@link Position#NONE}: not certain. */
  synchronized long released() {
    return all().stream().mapToLong(Destination::released).min().orElse(Position.NONE);
  }

  /**
   * Has all end, in a bounded time that is the same for however many, but closes none yet.
   *
   * @return those that hang, and end with the process
   */
  List<Destination> end() throws InterruptedException {
    return new Shutdown().end(all());
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
