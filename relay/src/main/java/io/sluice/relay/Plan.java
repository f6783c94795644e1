package io.sluice.relay;

import io.sluice.relay.config.CassandraConfig;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.control.Controls;
import io.sluice.relay.route.Lane;
import io.sluice.relay.route.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a queue is made of: it is made anew when that changes.
 *
 * @param destination with whether this queue is sent
 * @param dropped of a queue that is not sent, and so has to look again for what it is to keep
 */
record Plan(
    DestinationConfig destination,
    Lane lane,
    List<ChannelKey> channels,
    List<Span> dropped,
    Optional<CassandraConfig> cassandra) {

  /** The name of the queue. */
  String queue() {
    return Share.queue(destination.name(), lane.number());
  }

  /** The queues that a configuration is to have, each destination's main one before its lanes. */
  static List<Plan> all(RelayConfig config, Controls controls) {
    List<Plan> plans = new ArrayList<>();
    for (DestinationConfig configured : config.destinations()) {
      DestinationConfig destination = effective(configured, controls);
      plans.add(main(config, destination, controls));
      for (ChannelKey channel : controls.channelsTo(destination.name())) {
        Lane lane = controls.of(channel).lane();
        if (lane.exists() && isInUse(channel, config.channelsTo(destination))) {
          plans.add(lane(config, destination, channel, lane, controls));
        }
      }
    }
    return plans;
  }

  /**
   * Whether any of the channels that there are takes what a channel takes, or took: then its lane
   * goes on with that, though the channel itself may be gone.
   */
  static boolean isInUse(ChannelKey channel, List<ChannelConfig> channels) {
    return channels.stream().anyMatch(one -> one.key().overlaps(channel));
  }

  private static DestinationConfig effective(DestinationConfig destination, Controls controls) {
    boolean sent =
        destination.transmissionEnabled() && !controls.of(destination.name()).transmission();
    return destination.withTransmission(sent);
  }

  private static Plan main(RelayConfig config, DestinationConfig destination, Controls controls) {
    return plan(config, destination, Lane.NONE, keys(config, destination), controls);
  }

  private static List<ChannelKey> keys(RelayConfig config, DestinationConfig destination) {
    return config.channelsTo(destination).stream().map(ChannelConfig::key).toList();
  }

  /** The queue of a channel that has one of its own. */
  static Plan lane(
      RelayConfig config,
      DestinationConfig destination,
      ChannelKey channel,
      Lane lane,
      Controls controls) {
    boolean paused =
        config.channelsTo(destination).stream()
            .anyMatch(one -> one.key().equals(channel) && !controls.isTransmitting(one));
    boolean sent = effective(destination, controls).transmissionEnabled() && !paused;
    return plan(config, destination.withTransmission(sent), lane, List.of(channel), controls);
  }

  /** A queue has the changes of all channels that the allotment gives to it. */
  private static Plan plan(
      RelayConfig config,
      DestinationConfig destination,
      Lane lane,
      List<ChannelKey> own,
      Controls controls) {
    List<Span> dropped =
        destination.transmissionEnabled()
            ? List.of()
            : own.stream().flatMap(one -> controls.of(one).dropped().stream()).toList();
    return new Plan(destination, lane, keys(config, destination), dropped, config.cassandra());
  }
}
