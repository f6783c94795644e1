package io.sluice.relay.config;

import io.sluice.relay.plugin.Plugins;
import io.sluice.relay.route.TopicTemplate;
import io.sluice.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.internals.Topic;

/** Reads the {@code destinations} of one file after the other. */
final class DestinationReader {
  private final List<String> warnings;
  private final List<DestinationConfig> destinations = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * A reader that has read nothing.
   *
   * @param warnings to add to
   */
  DestinationReader(List<String> warnings) {
    this.warnings = warnings;
  }

  void read(Settings file, Plugins plugins) {
    ConverterReader converters = new ConverterReader(plugins);
    for (Settings section : file.sections("destinations")) {
      DestinationConfig destination = destination(section, converters);
      checkTogether(section, destination);
      destinations.add(destination);
    }
  }

  /** What was read so far. */
  List<DestinationConfig> read() {
    return destinations;
  }

  Set<String> names() {
    return names;
  }

  private DestinationConfig destination(Settings section, ConverterReader converters) {
    String name = name(section);
    DeliveryConfig delivery = delivery(section);
    return new DestinationConfig(
        name,
        topic(section),
        section.flag("transmission_enabled", DestinationConfig.DEFAULT_TRANSMISSION_ENABLED),
        section.choice("start", DestinationConfig.DEFAULT_START),
        section.choice("publish", DestinationConfig.DEFAULT_PUBLISH),
        delivery,
        section.choice("lwt_writetime", DestinationConfig.DEFAULT_LWT_WRITETIME),
        section.choice("envelope", DestinationConfig.DEFAULT_ENVELOPE),
        converters.read(section, "key_converter"),
        converters.read(section, "value_converter"),
        section.duration(
            "converter_patience",
            DestinationConfig.DEFAULT_CONVERTER_PATIENCE,
            Duration.ZERO,
            DestinationConfig.MAX_CONVERTER_PATIENCE),
        section.number("halt_after", DestinationConfig.DEFAULT_HALT_AFTER, 1, Integer.MAX_VALUE),
        KafkaPropertiesReader.read(section, name, delivery, warnings));
  }

  private static DeliveryConfig delivery(Settings section) {
    return new DeliveryConfig(
        section.choice("delivery", DeliveryConfig.DEFAULT_GUARANTEE),
        section.text("checkpoint_topic", DeliveryConfig.DEFAULT_CHECKPOINT_TOPIC),
        section.duration(
            "commit_interval",
            DeliveryConfig.DEFAULT_COMMIT_INTERVAL,
            Duration.ZERO,
            DeliveryConfig.MAX_COMMIT_INTERVAL));
  }

  private static void checkTogether(Settings section, DestinationConfig destination) {
    if (destination.lwtWritetime() == LwtWritetime.READ
        && destination.publish() == Publish.IMMEDIATELY) {
      section.problem(
          "lwt_writetime",
          "read needs publish: confirmed, as nothing is stored yet when a write is captured; change"
              + " one of them");
    }
    checkDelivery(section, destination);
    if (destination.envelope() == Envelope.PROTOBUF) {
      refuseConverter(section, "key_converter");
      refuseConverter(section, "value_converter");
    }
  }

  private static void checkDelivery(Settings section, DestinationConfig destination) {
    DeliveryConfig delivery = destination.delivery();
    String topic = delivery.checkpointTopic();
    if (!Topic.isValid(topic)) {
      section.problem(
          "checkpoint_topic",
          section.written("checkpoint_topic")
              + " is no name of a Kafka topic; it may have letters, digits,"
              + " dots, dashes, underscores");
    }
    if (delivery.isExactlyOnce() && topic.equals(destination.topic())) {
      section.problem(
          "checkpoint_topic",
          topic + " is the topic of the records; positions need a topic of their own");
    }
    if (delivery.isExactlyOnce()
        && delivery.commitInterval().compareTo(destination.kafka().transactionTimeout()) >= 0) {
      section.problem(
          "commit_interval",
          "transactions end by kafka.transaction.timeout.ms, which is no longer; lower the former,"
              + " or raise the latter");
    }
  }

  private static void refuseConverter(Settings section, String key) {
    if (section.has(key)) {
      section.problem(
          key,
          "envelope: protobuf makes the bytes itself, with no converter; remove this key, or choose"
              + " another envelope");
    }
  }

  private String name(Settings section) {
    String name = section.requiredText("name", "name the destination; channels lead to it by name");
    if (name.isEmpty()) {
      return name;
    }
    if (!DestinationConfig.NAME.matcher(name).matches()) {
      section.problem(
          "name",
          section.written("name")
              + " cannot name files; use up to 100 letters, digits, dots, dashes, underscores");
    }
    if (!names.add(name)) {
      section.problem(
          "name",
          section.written("name") + " names another destination already; give each its own name");
    }
    return name;
  }

  private static String topic(Settings section) {
    String topic =
        section.requiredText(
            "topic", "name the Kafka topic, for example topic: demo-topic or ${keyspace}.${table}");
    if (!topic.isEmpty()) {
      String written = section.written("topic");
      TopicTemplate.problem("", topic)
          .map(problem -> problem.substring(": ".length()).replace(topic, written))
          .ifPresent(problem -> section.problem("topic", problem));
    }
    return topic;
  }
}
