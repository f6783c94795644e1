package io.sluice.relay.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.relay.ChannelStatus;
import io.sluice.relay.Relay;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.control.Switches;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What operators ask of channels and destinations that run: to pause, to resume, to drop what is
 * queued. A channel is named by its keyspace, table and destination, and by its data center where
 * several differ by that only. For many threads.
 */
final class PauseRequests {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Relay relay;

  PauseRequests(Relay relay) {
    this.relay = relay;
  }

  /** Those that a request was about, and whether all of it is in effect. */
  record Done(
      @JsonProperty("channels") List<String> channels,
      @JsonProperty("in_effect") boolean inEffect) {}

  /** Pauses channels: when this returns, what is written from then on is kept, or passed over. */
  Done pause(Map<String, Object> body)
      throws ConfigEdits.ConflictException, IOException, InterruptedException {
    Switches switches = switches(body);
    List<ChannelConfig> channels = channels(body);
    for (ChannelConfig channel : channels) {
      requireOwn(channel, switches);
    }
    for (ChannelConfig channel : channels) {
      relay.change(channel.key(), now -> now.and(switches));
    }
    boolean inEffect = true;
    for (ChannelConfig channel : channels) {
      inEffect &= relay.awaitPaused(channel, PATIENCE);
    }
    return new Done(keys(channels), inEffect);
  }

  /** What several channels take is in the queue of the one that was paused first. */
  private void requireOwn(ChannelConfig channel, Switches switches)
      throws ConfigEdits.ConflictException {
    Optional<ChannelKey> owner =
        relay.status().destinations().stream()
            .flatMap(one -> one.channels().stream())
            .filter(ChannelStatus::ownQueue)
            .map(one -> one.config().key())
            .filter(key -> !key.equals(channel.key()) && key.overlaps(channel.key()))
            .findFirst();
    if (switches.transmission() && owner.isPresent()) {
      throw new ConfigEdits.ConflictException(
          "channel %s takes some of the same tables, and has a queue of its own since it was paused: pause that one"
              .formatted(owner.get()));
    }
  }

  /** Resumes channels. */
  Done resume(Map<String, Object> body) throws ConfigEdits.ConflictException, IOException {
    Switches switches = switches(body);
    List<ChannelConfig> channels = channels(body);
    for (ChannelConfig channel : channels) {
      requireEnabled(channel, switches);
      relay.change(channel.key(), now -> now.without(switches));
    }
    return new Done(keys(channels), true);
  }

  private static void requireEnabled(ChannelConfig channel, Switches switches)
      throws ConfigEdits.ConflictException {
    if (switches.collection() && !channel.collectionEnabled()) {
      throw isOff("channel " + channel.key(), "collection_enabled");
    }
    if (switches.transmission() && !channel.transmissionEnabled()) {
      throw isOff("channel " + channel.key(), "transmission_enabled");
    }
  }

  private static ConfigEdits.ConflictException isOff(String what, String key) {
    return new ConfigEdits.ConflictException(
        what + " has " + key + ": false in the configuration; set it to true there");
  }

  /** Drops what channels have queued. */
  Done truncate(Map<String, Object> body) throws ConfigEdits.ConflictException, IOException {
    List<ChannelConfig> channels = channels(body);
    for (ChannelConfig channel : channels) {
      relay.truncate(channel.key());
    }
    return new Done(keys(channels), true);
  }

  /** Pauses a destination, with all its channels. */
  void pause(String destination, Map<String, Object> body)
      throws ConfigEdits.ConflictException, IOException {
    Switches switches = switches(body);
    require(destination);
    relay.change(destination, now -> now.and(switches));
  }

  /** Resumes a destination; channels that are paused themselves stay so. */
  void resume(String destination, Map<String, Object> body)
      throws ConfigEdits.ConflictException, IOException {
    Switches switches = switches(body);
    if (switches.transmission() && !require(destination).transmissionEnabled()) {
      throw isOff("destination " + destination, "transmission_enabled");
    }
    relay.change(destination, now -> now.without(switches));
  }

  private DestinationConfig require(String destination) throws ConfigEdits.ConflictException {
    return relay.status().config().destinations().stream()
        .filter(one -> one.name().equals(destination))
        .findFirst()
        .orElseThrow(() -> ConfigEdits.ConflictException.noDestination(destination));
  }

  private static Switches switches(Map<String, Object> body) throws ConfigEdits.ConflictException {
    Switches switches =
        new Switches(
            Boolean.TRUE.equals(body.get("collection")),
            Boolean.TRUE.equals(body.get("transmission")));
    if (switches.equals(Switches.NONE)) {
      throw new ConfigEdits.ConflictException(
          "say what of it: collection, transmission, or both (--collection, --transmission)");
    }
    return switches;
  }

  private List<ChannelConfig> channels(Map<String, Object> body)
      throws ConfigEdits.ConflictException {
    String keyspace = ConfigEdits.required(body, "keyspace");
    String table = ConfigEdits.required(body, "table");
    String destination = ConfigEdits.required(body, "destination");
    Optional<String> dataCenter =
        Optional.ofNullable(body.get("data_center")).map(Object::toString);
    List<ChannelConfig> found =
        relay.status().config().channels().stream()
            .filter(one -> one.key().keyspace().equals(keyspace))
            .filter(one -> one.key().table().equals(table))
            .filter(one -> one.destination().equals(destination))
            .filter(one -> dataCenter.map(one.key().dataCenter()::equals).orElse(true))
            .toList();
    if (found.isEmpty()) {
      throw new ConfigEdits.ConflictException(
          "there is no channel %s; sluice channel status shows those that are, by the names or patterns that they were made with"
              .formatted(
                  new ChannelKey(dataCenter.orElse(ChannelKey.ANY), keyspace, table, destination)));
    }
    return found;
  }

  private static List<String> keys(List<ChannelConfig> channels) {
    return channels.stream().map(channel -> channel.key().toString()).toList();
  }
}
