package io.sluice.relay.config;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * The login of a producer, which Kafka wants as an entry of a JAAS file. It is parsed here first:
 * what Kafka says of one that it cannot parse quotes pieces of it, maybe of the password.
 */
final class Jaas {
  static final String KEY = SaslConfigs.SASL_JAAS_CONFIG;

  private Jaas() {}

  /** What is wrong with the login of such properties, without a word of it; empty if nothing. */
  static Optional<String> problem(Map<String, ?> properties) {
    Object entry = properties.get(KEY);
    if (entry == null) {
      return Optional.empty();
    }
    try {
      JaasContext unused =
          JaasContext.loadClientContext(Map.of(KEY, new Password(String.valueOf(entry))));
      return Optional.empty();
    } catch (KafkaException | IllegalArgumentException e) {
      return Optional.of(
          "is not of the form: module required username=\"…\" password=\"…\"; check the quotes and"
              + " the semicolon, and write \\\" and \\\\ for \" and \\ within quotes");
    }
  }
}
