package io.sluice.relay.config;

import io.sluice.relay.plugin.Plugins;
import java.util.Map;
import org.apache.kafka.connect.storage.Converter;

/**
 * A Kafka Connect converter and its properties.
 *
 * @param properties what the converter's own documentation names; may hold secrets
 */
public record ConverterConfig(Class<? extends Converter> type, Map<String, String> properties) {
  static final String DEFAULT_CLASS = "org.apache.kafka.connect.json.JsonConverter";
  static final Map<String, String> DEFAULT_PROPERTIES = Map.of("schemas.enable", "false");

  public ConverterConfig {
    properties = Map.copyOf(properties);
  }

  /**
   * A new converter, configured.
   *
   * @param key whether it is for keys
   * @throws RuntimeException whatever the converter throws
   */
  public Converter create(boolean key) throws ReflectiveOperationException {
    return Plugins.create(type, properties, key);
  }

  /** Without the properties' values. */
  @Override
  public String toString() {
    return type.getName() + properties.keySet();
  }
}
