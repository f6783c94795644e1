package io.sluice.relay.config;

import io.sluice.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a relay is told. Immutable, and valid as far as that can be known without a broker.
 *
 * @param journal the trigger's directory, which exists
 * @param state where the relay keeps what it must not forget
 * @param cassandra there if a destination has {@link LwtWritetime#READ}
 * @param destinations at least one; names are unique
 * @param channels each leads to one of the destinations
 * @param warnings what is allowed but probably not meant, for the log
 */
public record RelayConfig(
    Path journal,
    Path state,
    DedupeConfig dedupe,
    Optional<CassandraConfig> cassandra,
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
    return new RelayConfigReader(file).read();
  }

  /** The channels that lead to a destination. */
  public List<ChannelConfig> channelsTo(DestinationConfig destination) {
    return channels.stream()
        .filter(channel -> channel.destination().equals(destination.name()))
        .toList();
  }
}
