package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.route.Lane;

/**
 * A lane delivers nothing before its destination's main queue has delivered all that came before
 * it, and that is on disk: so the changes of a row keep their order, whatever a crash brings again.
 */
record BehindMain(Destinations destinations, String destination, Lane lane) implements Siblings {
  @Override
  public boolean isSplitWanted() {
    return false;
  }

  @Override
  public boolean split(Checkpoint at) {
    throw new IllegalStateException("a lane has one channel");
  }

  @Override
  public boolean mayDeliver() {
    return destinations.stored(destination).filter(this::isPast).isPresent();
  }

  /** All of a journal that came after that of the lane is the lane's. */
  private boolean isPast(Checkpoint main) {
    return main.journalId() != lane.journalId() || main.oldest() >= lane.since();
  }
}
