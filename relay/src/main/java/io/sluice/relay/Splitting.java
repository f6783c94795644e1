package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import java.util.concurrent.TimeUnit;

/** What a destination's main queue does for channels that are paused. For its thread. */
final class Splitting implements Siblings {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Destinations destinations;
  private final String destination;
  private long againAt = System.nanoTime();

  Splitting(Destinations destinations, String destination) {
    this.destinations = destinations;
    this.destination = destination;
  }

  @Override
  public boolean isSplitWanted() {
    return destinations.isSplitWanted(destination) && System.nanoTime() - againAt >= 0;
  }

  @Override
  public boolean split(Checkpoint at) {
    boolean split = destinations.split(destination, at);
    if (!split) {
      againAt = System.nanoTime() + PAUSE_NANOS;
    }
    return split;
  }

  @Override
  public boolean mayDeliver() {
    return true;
  }
}
