package io.sluice.relay.config;

/**
 * A channel.
 *
 * @param collectionEnabled whether it takes changes; if not, they are passed over
 * @param transmissionEnabled whether what it takes is sent; if not, it is kept
 */
public record ChannelConfig(
    ChannelKey key, boolean collectionEnabled, boolean transmissionEnabled) {
  static final boolean DEFAULT_COLLECTION_ENABLED = true;
  static final boolean DEFAULT_TRANSMISSION_ENABLED = true;

  /** The name of the destination that it leads to. */
  public String destination() {
    return key.destination();
  }
}
