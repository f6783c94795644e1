package io.sluice.relay.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.relay.ChannelStatus;
import io.sluice.relay.DestinationStatus;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.read.Backlog;
import java.time.Instant;
import java.util.Optional;

/**
 * A channel as the endpoint shows it. Its names are part of the API.
 *
 * @param here whether it takes changes of this relay's node, by its data center; true if that is
 *     not known yet
 * @param ownQueue whether it has a queue of its own, as one has that is or was paused; else its
 *     backlog is that of its destination
 */
record ChannelView(
    @JsonProperty("data_center") String dataCenter,
    @JsonProperty("keyspace") String keyspace,
    @JsonProperty("table") String table,
    @JsonProperty("destination") String destination,
    @JsonProperty("destination_enabled") boolean destinationEnabled,
    @JsonProperty("here") boolean here,
    @JsonProperty("collecting") boolean collecting,
    @JsonProperty("transmitting") boolean transmitting,
    @JsonProperty("own_queue") boolean ownQueue,
    @JsonProperty("backlog_bytes") long backlogBytes,
    @JsonProperty("backlog_seconds") double backlogSeconds) {

  static ChannelView of(
      ChannelStatus channel,
      DestinationStatus destination,
      Optional<String> dataCenter,
      Backlog backlog,
      Instant now) {
    ChannelKey key = channel.config().key();
    return new ChannelView(
        key.dataCenter(),
        key.keyspace(),
        key.table(),
        key.destination(),
        destination.config().transmissionEnabled(),
        dataCenter.map(key::takesFrom).orElse(true),
        channel.collecting(),
        channel.transmitting(),
        channel.ownQueue(),
        backlog.bytes(),
        backlog.seconds(now));
  }
}
