package io.sluice.relay.route;

import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the topics of one destination's changes. The answer is worked out once for each version of
 * a table and each data center.
 *
 * <p>For any number of threads.
 */
public final class Router {
  private final List<ChannelRule> channels;
  private final TopicTemplate template;
  private final Map<Table, Map<String, Optional<String>>> topics = new ConcurrentHashMap<>();

  /**
   * The router of one destination.
   *
   * @param channels those that lead to it: a change is taken when any of them takes it, and once
   */
  public Router(List<ChannelRule> channels, TopicTemplate template) {
    this.channels = List.copyOf(channels);
    this.template = template;
  }

  /** Where changes of this table from this node go; empty: the destination does not take them. */
  public Optional<String> topic(Table table, Source source) {
    return topics
        .computeIfAbsent(table, any -> new ConcurrentHashMap<>())
        .computeIfAbsent(source.dataCenter(), dataCenter -> find(table, source));
  }

  private Optional<String> find(Table table, Source source) {
    boolean taken = channels.stream().anyMatch(channel -> channel.takes(table, source));
    return taken ? Optional.of(template.topic(table, source)) : Optional.empty();
  }
}
