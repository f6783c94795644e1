package io.sluice.relay.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of a channel can be set. */
final class ChannelKeys {
  @Option(
      names = "--collection-enabled",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether it takes changes; if not, they are passed over. Default: true.")
  private Optional<Boolean> collection;

  @Option(
      names = "--transmission-enabled",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether it sends what it takes; if not, that is kept. Default: true.")
  private Optional<Boolean> transmission;

  /** As in relay.yaml. */
  Map<String, Object> section() {
    Map<String, Object> section = new LinkedHashMap<>();
    collection.ifPresent(enabled -> section.put("collection_enabled", enabled));
    transmission.ifPresent(enabled -> section.put("transmission_enabled", enabled));
    return section;
  }
}
