package io.sluice.relay;

import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.control.ChannelControl;
import io.sluice.relay.control.Controls;
import io.sluice.relay.route.Allotment;
import io.sluice.relay.route.ChannelRule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What operators told, as queues need it for each change: made anew when that changes. For many
 * threads; {@link #renew} is for one at a time.
 */
final class Allotments {
  private final Controls controls;
  private volatile Map<String, ForDestination> all = Map.of();

  /**
   * Of one destination.
   *
   * @param waiting channels that are paused, and still have no queue of their own
   */
  private record ForDestination(Allotment allotment, List<ChannelConfig> waiting) {
    static final ForDestination NONE = new ForDestination(Allotment.ALL_MAIN, List.of());
  }

  Allotments(Controls controls) {
    this.controls = controls;
  }

  /** Takes over what is so now. */
  void renew(RelayConfig config) {
    all =
        config.destinations().stream()
            .collect(Collectors.toMap(DestinationConfig::name, one -> of(config.channelsTo(one))));
  }

  private ForDestination of(List<ChannelConfig> channels) {
    List<Allotment.Exempt> exempt =
        channels.stream()
            .map(channel -> exempt(channel.key(), controls.of(channel.key())))
            .filter(one -> one.lane().exists() || !one.dropped().isEmpty())
            .sorted(Comparator.comparingInt(one -> one.lane().number()))
            .toList();
    List<ChannelConfig> waiting = channels.stream().filter(this::isWaiting).toList();
    return new ForDestination(new Allotment(exempt), waiting);
  }

  private static Allotment.Exempt exempt(ChannelKey channel, ChannelControl control) {
    ChannelRule rule = new ChannelRule(channel.dataCenter(), channel.keyspace(), channel.table());
    return new Allotment.Exempt(rule, control.lane(), control.dropped());
  }

  private boolean isWaiting(ChannelConfig channel) {
    return !controls.isTransmitting(channel) && !controls.of(channel.key()).lane().exists();
  }

  /** Which changes of a destination are whose. */
  Allotment of(String destination) {
    return all.getOrDefault(destination, ForDestination.NONE).allotment();
  }

  /** Channels to a destination that are paused, and still have no queue of their own. */
  List<ChannelConfig> waiting(String destination) {
    return all.getOrDefault(destination, ForDestination.NONE).waiting();
  }
}
