package io.sluice.relay.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What a producer's properties say of the brokers, for other clients of the same brokers. What is
 * no property of a producer is passed on: a security plugin may know it.
 */
final class ClientProperties {
  private static final Set<String> PRODUCERS_OWN =
      Set.of(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);

  /** Milliseconds for one answer: nobody waits for it but a destination that is to begin. */
  private static final String PATIENCE = "10000";

  private ClientProperties() {}

  static Map<String, Object> admin(Map<String, Object> producer) {
    return known(producer, AdminClientConfig.configNames());
  }

  /** Of one that sees what is committed only. */
  static Map<String, Object> consumer(Map<String, Object> producer) {
    Map<String, Object> properties = known(producer, ConsumerConfig.configNames());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }

  private static Map<String, Object> known(Map<String, Object> producer, Set<String> names) {
    Map<String, Object> properties = new HashMap<>(producer);
    properties
        .keySet()
        .removeIf(
            name ->
                PRODUCERS_OWN.contains(name)
                    || (ProducerConfig.configNames().contains(name) && !names.contains(name)));
    properties.put("request.timeout.ms", PATIENCE);
    properties.put("default.api.timeout.ms", PATIENCE);
    return properties;
  }
}
