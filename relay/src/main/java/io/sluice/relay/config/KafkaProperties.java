package io.sluice.relay.config;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
import static org.apache.kafka.clients.producer.ProducerConfig.RETRIES_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The properties of a destination's producer: the relay's defaults, and over them the operator's.
 *
 * @param values as {@code ProducerConfig} names them, without serializers; may hold secrets
 * @param given the operator's alone, with secrets as their files have them when it is asked
 */
public record KafkaProperties(
    Map<String, Object> values, Supplier<? extends Map<String, ?>> given) {
  /** What the guarantee stands on: at least once, and in order. */
  static final Map<String, String> FIXED =
      Map.of(ACKS_CONFIG, "all", ENABLE_IDEMPOTENCE_CONFIG, "true");

  /**
   * Patience without end where the operator says nothing else, and no wait for company before a
   * record is sent: under load, batches form by themselves while a request is under way.
   *
   * <p>One request at a time to a broker. With more, a partition that is just being created may
   * refuse the first and take the second (KAFKA-15591): the records are out of order then, and the
   * first is sent again in vain, for ever.
   */
  private static final Map<String, String> DEFAULTS =
      ImmutableMap.<String, String>builder()
          .putAll(FIXED)
          .put(RETRIES_CONFIG, String.valueOf(Integer.MAX_VALUE))
          .put(DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(Integer.MAX_VALUE))
          .put(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1")
          .put(LINGER_MS_CONFIG, "0")
          .put(BATCH_SIZE_CONFIG, String.valueOf(64 << 10))
          // How long a stop may have to wait for a producer that looks for its broker.
          .put(MAX_BLOCK_MS_CONFIG, "2000")
          .buildOrThrow();

  /**
   * Nobody sees a record before its transaction is committed, which sends at once what is left: so
   * company costs no time, and makes full batches. Milliseconds.
   */
  private static final String TRANSACTION_LINGER = "20";

  private static final Duration DEFAULT_TRANSACTION_TIMEOUT = Duration.ofMinutes(1); // Kafka's

  public KafkaProperties {
    values = ImmutableMap.copyOf(values);
  }

  /** The relay's own, without the operator's. */
  static Map<String, String> defaults(DeliveryConfig delivery) {
    Map<String, String> defaults = new HashMap<>(DEFAULTS);
    if (delivery.isExactlyOnce()) {
      defaults.put(LINGER_MS_CONFIG, TRANSACTION_LINGER);
    }
    return defaults;
  }

  /** How long a transaction may take before Kafka undoes it; its default if that is no number. */
  Duration transactionTimeout() {
    String given = String.valueOf(values.get(TRANSACTION_TIMEOUT_CONFIG));
    return Optional.ofNullable(Longs.tryParse(given.strip()))
        .map(Duration::ofMillis)
        .orElse(DEFAULT_TRANSACTION_TIMEOUT);
  }

  /**
   * The properties for a new producer: with the secrets of now.
   *
   * @throws IllegalArgumentException if there are none to be had, with a message for the operator
   */
  public Map<String, Object> current() {
    Map<String, Object> current = new HashMap<>(values);
    current.putAll(given.get());
    current.putAll(FIXED);
    Jaas.problem(current)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("kafka." + Jaas.KEY + ": " + problem);
            });
    return current;
  }

  /** Whether a producer would be told the same, as far as that was known when they were read. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KafkaProperties properties && values.equals(properties.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Without the values. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
