package io.sluice.relay.config;

import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL;
import static org.apache.kafka.clients.CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTIONAL_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

import io.sluice.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads a destination's {@code kafka} properties and has Kafka's own rules check them. */
final class KafkaPropertiesReader {
  private static final Pattern SERVERS = Pattern.compile("([^,:\\s]+|\\[[^]]+]):\\d{1,5}");
  private static final Set<String> SERIALIZERS =
      Set.of(KEY_SERIALIZER_CLASS_CONFIG, VALUE_SERIALIZER_CLASS_CONFIG);

  private final Settings section;
  private final Map<String, String> given;
  private final Map<String, String> merged;

  private KafkaPropertiesReader(Settings destination, String name, DeliveryConfig delivery) {
    merged = new HashMap<>(KafkaProperties.defaults(delivery));
    given = destination.entries("kafka");
    section = destination.section("kafka");
    merged.put(CLIENT_ID_CONFIG, "sluice-" + name);
    merged.putAll(given);
  }

  static KafkaProperties read(
      Settings destination, String name, DeliveryConfig delivery, List<String> warnings) {
    KafkaPropertiesReader reader = new KafkaPropertiesReader(destination, name, delivery);
    reader.refuseWhatBreaksTheGuarantee();
    reader.checkServers();
    reader.checkJaas();
    reader.checkValues();
    reader.warnOfUnknown(name, warnings);
    reader.warnOfIdle(name, warnings);
    return new KafkaProperties(Map.copyOf(reader.merged), destination.entriesAnew("kafka"));
  }

  private void refuseWhatBreaksTheGuarantee() {
    KafkaProperties.FIXED.forEach(
        (key, value) -> {
          if (given.containsKey(key) && !given.get(key).equals(value)) {
            section.problem(
                key, "must be " + value + ", or changes are lost or reordered; remove this line");
            merged.put(key, value);
          }
        });
    for (String key : SERIALIZERS) {
      if (given.containsKey(key)) {
        section.problem(key, "is the relay's own; use key_converter and value_converter");
      }
    }
    if (given.containsKey(TRANSACTIONAL_ID_CONFIG)) {
      section.problem(
          TRANSACTIONAL_ID_CONFIG,
          "is the relay's own; remove this line, and for transactions set delivery: exactly_once");
      merged.remove(TRANSACTIONAL_ID_CONFIG);
    }
    SERIALIZERS.forEach(merged::remove);
  }

  private void checkServers() {
    String servers =
        section.requiredText(
            BOOTSTRAP_SERVERS_CONFIG,
            "name at least one broker, for example bootstrap.servers: \"localhost:9092\"");
    for (String server : servers.isEmpty() ? new String[0] : servers.split(",", -1)) {
      if (!SERVERS.matcher(server.strip()).matches()) {
        section.problem(
            BOOTSTRAP_SERVERS_CONFIG,
            section.written(BOOTSTRAP_SERVERS_CONFIG)
                + " is not a list of host:port, separated by commas");
        return;
      }
    }
  }

  private void checkJaas() {
    Jaas.problem(merged).ifPresent(problem -> section.problem(Jaas.KEY, problem));
  }

  private void checkValues() {
    Map<String, String> complete = new HashMap<>(merged);
    SERIALIZERS.forEach(key -> complete.put(key, ByteArraySerializer.class.getName()));
    complete.put(BOOTSTRAP_SERVERS_CONFIG, "checked:1"); // elsewhere
    for (ConfigValue value : ProducerConfig.configDef().validate(complete)) {
      if (!value.errorMessages().isEmpty()) {
        section.problem(value.name(), refusal(value.name()));
        complete.remove(value.name());
      }
    }
    checkTogether(complete);
  }

  /** Kafka's own message would quote the value, which may be a secret. */
  private static String refusal(String key) {
    ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key);
    String type = known.type.toString().toLowerCase(Locale.ROOT);
    String range = known.validator == null ? "" : ", " + known.validator;
    return "Kafka's producer does not accept this value; it needs: " + type + range;
  }

  private void checkTogether(Map<String, String> complete) {
    try {
      ProducerConfig unused = new ProducerConfig(new HashMap<>(complete));
    } catch (ConfigException e) {
      section.problem("", "Kafka's producer does not accept these properties: " + e.getMessage());
    }
  }

  private void warnOfUnknown(String name, List<String> warnings) {
    for (String key : given.keySet()) {
      if (!ProducerConfig.configNames().contains(key)) {
        warnings.add(
            "destination %s: kafka.%s is no property of Kafka's producer; passed on as it is"
                .formatted(name, key));
      }
    }
  }

  /** Kafka's client ignores what its protocol does not need, and then the broker ignores it. */
  private void warnOfIdle(String name, List<String> warnings) {
    String protocol = merged.getOrDefault(SECURITY_PROTOCOL_CONFIG, DEFAULT_SECURITY_PROTOCOL);
    for (String part : List.of("sasl", "ssl")) {
      boolean used = protocol.toLowerCase(Locale.ROOT).contains(part);
      if (!used && given.keySet().stream().anyMatch(key -> key.startsWith(part + "."))) {
        warnings.add(
            "destination %s: kafka.%s.* is not used, since kafka.%s is %s; for TLS and a login set it to SASL_SSL, for TLS alone to SSL"
                .formatted(name, part, SECURITY_PROTOCOL_CONFIG, protocol));
      }
    }
  }
}
