package io.sluice.relay;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends destinations, with one deadline for all of them: several may hang on the same thing, such as
 * a registry, and whoever stops the relay kills it after a while.
 */
final class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  /** For what is under way to be acknowledged, and a converter or the disk to come back. */
  private static final Duration LIMIT = Destination.DRAIN_LIMIT.plusSeconds(3);

  /** For those that were interrupted. */
  private static final Duration INTERRUPTED_LIMIT = Duration.ofSeconds(3);

  private final Duration limit;
  private final Duration interruptedLimit;

  Shutdown() {
    this(LIMIT, INTERRUPTED_LIMIT);
  }

  /** With limits of its own. */
  Shutdown(Duration limit, Duration interruptedLimit) {
    this.limit = limit;
    this.interruptedLimit = interruptedLimit;
  }

  /**
   * Has them end, and waits for that. Those that do not come back are interrupted, all at the same
   * time.
   *
   * @return those that did not end even so; they end with the process
   */
  List<Destination> end(List<Destination> destinations) throws InterruptedException {
    destinations.forEach(Destination::stop);
    List<Destination> late = join(destinations, limit);
    for (Destination destination : late) {
      log.warn(
          "destination {}: not ended {} s after the stop; interrupting it (waits for Kafka, its"
              + " converter or the disk)",
          destination.name(),
          limit.toSeconds());
      destination.interrupt();
    }
    return join(late, interruptedLimit);
  }

  /** Returns those that have not ended. */
  private static List<Destination> join(List<Destination> destinations, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (Destination destination : destinations) {
      destination.join(Duration.ofNanos(deadline - System.nanoTime()));
    }
    return destinations.stream().filter(Destination::isAlive).toList();
  }
}
