package io.sluice.relay;

import io.sluice.relay.change.Captured;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.route.Allotment;
import io.sluice.relay.route.Allotment.Place;
import io.sluice.relay.route.Lane;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which of a destination's changes a queue has.
 *
 * @param lane its number; {@link Lane#MAIN} for all that no lane has
 * @param channels it has no changes of others
 * @param allotment asked for each change: it becomes another one while the queue is at work
 */
record Share(int lane, List<ChannelKey> channels, Supplier<Allotment> allotment) {
  /** Everything that channels lead to the destination. */
  static Share all(List<ChannelKey> channels) {
    return new Share(Lane.MAIN, channels, () -> Allotment.ALL_MAIN);
  }

  boolean isMain() {
    return lane == Lane.MAIN;
  }

  /** Where a change belongs that was read in a journal. */
  Place place(Captured captured, long journal) {
    return allotment.get().place(lane, captured, journal);
  }

  /** The name of a destination's queue, which also names its files and its transactional id. */
  static String queue(String destination, int lane) {
    return lane == Lane.MAIN ? destination : destination + "+" + lane;
  }
}
