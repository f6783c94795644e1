package io.sluice.relay;

import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.control.ChannelControl;
import io.sluice.relay.control.Controls;
import io.sluice.relay.route.Allotment;
import io.sluice.relay.route.ChannelRule;
import io.sluice.relay.route.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * Takes over what is so now.
   *
   * @param ending some queues still run that it has: of what the other one has no more, nothing
   *     changes; null: none
   */
  void renew(RelayConfig config, RelayConfig ending) {
    Map<String, ForDestination> renewed = new HashMap<>();
    if (ending != null) {
      ending.destinations().forEach(one -> renewed.put(one.name(), of(ending, one)));
    }
    for (DestinationConfig one : config.destinations()) {
      ForDestination now = of(config, one);
      ForDestination before = renewed.get(one.name());
      boolean changes = ending != null && !ending.channelsTo(one).equals(config.channelsTo(one));
      renewed.put(
          one.name(),
          before != null && changes ? new ForDestination(before.allotment, now.waiting) : now);
    }
    all = Map.copyOf(renewed);
  }

  private ForDestination of(RelayConfig config, DestinationConfig destination) {
    List<ChannelConfig> channels = config.channelsTo(destination);
    List<Allotment.Exempt> exempt =
        controls.channelsTo(destination.name()).stream()
            .filter(channel -> Plan.isInUse(channel, channels))
            .map(channel -> exempt(channel, channels))
            .sorted(Comparator.comparingInt(one -> one.lane().number()))
            .toList();
    List<ChannelConfig> waiting = channels.stream().filter(this::isWaiting).toList();
    return new ForDestination(new Allotment(exempt), waiting);
  }

  private Allotment.Exempt exempt(ChannelKey channel, List<ChannelConfig> channels) {
    ChannelControl control = controls.of(channel);
    boolean isThere = channels.stream().anyMatch(one -> one.key().equals(channel));
    List<Span> dropped = isThere ? control.dropped() : List.of();
    ChannelRule rule = new ChannelRule(channel.dataCenter(), channel.keyspace(), channel.table());
    return new Allotment.Exempt(rule, control.lane(), dropped);
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
