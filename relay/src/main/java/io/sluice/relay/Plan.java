package io.sluice.relay;

import io.sluice.relay.config.CassandraConfig;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.control.ChannelControl;
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
      for (ChannelConfig channel : config.channelsTo(destination)) {
        ChannelControl control = controls.of(channel.key());
        if (control.lane().exists()) {
          plans.add(lane(config, destination, channel, control.lane(), controls));
        }
      }
    }
    return plans;
  }

  private static DestinationConfig effective(DestinationConfig destination, Controls controls) {
    boolean sent =
        destination.transmissionEnabled() && !controls.of(destination.name()).transmission();
    return destination.withTransmission(sent);
  }

  private static Plan main(RelayConfig config, DestinationConfig destination, Controls controls) {
    List<ChannelKey> channels =
        config.channelsTo(destination).stream().map(ChannelConfig::key).toList();
    return plan(config, destination, Lane.NONE, channels, controls);
  }

  /** The queue of a channel that has one of its own. */
  static Plan lane(
      RelayConfig config,
      DestinationConfig destination,
      ChannelConfig channel,
      Lane lane,
      Controls controls) {
    boolean sent =
        effective(destination, controls).transmissionEnabled() && controls.isTransmitting(channel);
    return plan(config, destination.withTransmission(sent), lane, List.of(channel.key()), controls);
  }

  private static Plan plan(
      RelayConfig config,
      DestinationConfig destination,
      Lane lane,
      List<ChannelKey> channels,
      Controls controls) {
    List<Span> dropped =
        destination.transmissionEnabled()
            ? List.of()
            : channels.stream().flatMap(one -> controls.of(one).dropped().stream()).toList();
    return new Plan(destination, lane, channels, dropped, config.cassandra());
  }
}
