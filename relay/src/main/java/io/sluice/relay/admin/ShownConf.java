package io.sluice.relay.admin;

import io.sluice.relay.config.ConverterConfig;
import io.sluice.relay.config.DestinationConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The keys of a destination with the values that everybody may see. */
final class ShownConf {
  private static final String HIDDEN = "[hidden]";

  private ShownConf() {}

  static Map<String, String> of(DestinationConfig config) {
    Map<String, String> shown = new TreeMap<>();
    shown.put("topic", config.topic());
    shown.put("transmission_enabled", String.valueOf(config.transmissionEnabled()));
    shown.put("start", lowerCase(config.start()));
    shown.put("publish", lowerCase(config.publish()));
    shown.put("delivery", lowerCase(config.delivery().guarantee()));
    shown.put("checkpoint_topic", config.delivery().checkpointTopic());
    shown.put("commit_interval", config.delivery().commitInterval().toMillis() + "ms");
    shown.put("lwt_writetime", lowerCase(config.lwtWritetime()));
    shown.put("envelope", lowerCase(config.envelope()));
    shown.put("converter_patience", config.converterPatience().toSeconds() + "s");
    shown.put("halt_after", String.valueOf(config.haltAfter()));
    put(shown, "key_converter", config.keyConverter());
    put(shown, "value_converter", config.valueConverter());
    config.kafka().values().forEach((key, value) -> shown.put("kafka." + key, kafka(key, value)));
    return shown;
  }

  private static void put(Map<String, String> shown, String name, ConverterConfig converter) {
    shown.put(name + ".class", converter.type().getName());
    converter.properties().keySet().forEach(key -> shown.put(name + "." + key, HIDDEN));
  }

  /** What the producer does not know is a plugin's, and may be a secret too. */
  private static String kafka(String key, Object value) {
    ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key);
    boolean open = known != null && known.type() != ConfigDef.Type.PASSWORD;
    return open ? String.valueOf(value) : HIDDEN;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
