package io.sluice.relay.admin;

import io.sluice.relay.config.AdminConfig;
import io.sluice.relay.config.ConverterConfig;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The keys of a relay, or of a destination, with the values that everybody may see. */
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

  static Map<String, String> of(RelayConfig config) {
    Map<String, String> shown = new TreeMap<>();
    shown.put("journal", config.journal().toString());
    shown.put("state", config.state().toString());
    shown.put("plugin_path", config.plugins().directory().map(Path::toString).orElse("none"));
    shown.put("dedupe.window", config.dedupe().window().toSeconds() + "s");
    shown.put("dedupe.max_entries", String.valueOf(config.dedupe().maxEntries()));
    shown.put("admin.listen", config.admin().map(one -> one.listen().toString()).orElse("none"));
    shown.put(
        "admin.token", config.admin().flatMap(AdminConfig::token).isPresent() ? HIDDEN : "none");
    config
        .cassandra()
        .ifPresent(one -> shown.put("cassandra.contact_points", one.contactPoints().toString()));
    return shown;
  }

  private static void put(Map<String, String> shown, String name, ConverterConfig converter) {
    shown.put(name + ".class", converter.type().getName());
    converter
        .properties()
        .forEach((key, value) -> shown.put(name + "." + key, switchOrHidden(value)));
  }

  /** A converter's keys are not known here; what is on or off is no secret. */
  private static String switchOrHidden(String value) {
    return value.equals("true") || value.equals("false") ? value : HIDDEN;
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
