package io.sluice.relay.config;

import io.sluice.relay.plugin.Plugins;
import io.sluice.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a relay is told. Immutable, and valid as far as that can be known without a broker.
 *
 * @param journal the trigger's directory, which exists
 * @param state where the relay keeps what it must not forget
 * @param cassandra there if a destination has {@link LwtWritetime#READ}
 * @param admin where operators reach it; empty: nowhere
 * @param plugins where converters come from
 * @param destinations names are unique
 * @param channels each leads to one of the destinations
 * @param warnings what is allowed but probably not meant, for the log
 */
public record RelayConfig(
    Path journal,
    Path state,
    DedupeConfig dedupe,
    Optional<CassandraConfig> cassandra,
    Optional<AdminConfig> admin,
    Plugins plugins,
    List<DestinationConfig> destinations,
    List<ChannelConfig> channels,
    List<String> warnings) {

  public RelayConfig {
    destinations = List.copyOf(destinations);
    channels = List.copyOf(channels);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a file, and {@code conf.d/*.yaml} beside it, which may add destinations and channels.
   *
   * @throws SettingsException listing every problem of every file
   */
  public static RelayConfig load(Path file) throws SettingsException {
    return new RelayConfigReader(new ConfigurationFiles(file), Optional.empty()).read();
  }

  /**
   * Reads it again for a relay that runs: its plugins stay what they were when it was started.
   *
   * @throws SettingsException listing every problem of every file
   */
  public RelayConfig reload(ConfigurationFiles files) throws SettingsException {
    return new RelayConfigReader(files, Optional.of(plugins)).read();
  }

  /** What of another configuration a relay that runs with this one cannot take up, and says so. */
  public List<String> fixedUntilRestart(RelayConfig other) {
    return Stream.of(
            fixed("journal", journal, other.journal),
            fixed("state", state, other.state),
            fixed("dedupe", dedupe, other.dedupe),
            fixed("admin", admin, other.admin),
            fixed("plugin_path", plugins.directory(), other.plugins.directory()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> fixed(String key, Object now, Object wanted) {
    return now.equals(wanted)
        ? Optional.empty()
        : Optional.of(key + ": the change takes effect when the relay is started again");
  }

  /** This one, in the directories of a relay that runs with another. */
  public RelayConfig within(RelayConfig running) {
    return new RelayConfig(
        running.journal,
        running.state,
        running.dedupe,
        cassandra,
        running.admin,
        running.plugins,
        destinations,
        channels,
        warnings);
  }

  /** In a few words, for the log. */
  public String summary() {
    return "journal %s, %d destination(s), %d channel(s)"
        .formatted(journal, destinations.size(), channels.size());
  }

  /** The channels that lead to a destination. */
  public List<ChannelConfig> channelsTo(DestinationConfig destination) {
    return channels.stream()
        .filter(channel -> channel.destination().equals(destination.name()))
        .toList();
  }
}
