package io.sluice.relay.config;

import java.time.Duration;
import java.util.Optional;

/**
 * One Kafka target.
 *
 * @param name unique; also names its files
 * @param topic a name, or a template with {@code ${keyspace}} and the like
 * @param transmissionEnabled whether it is sent to; if not, its changes are kept
 * @param converterPatience how long a converter may fail, without telling whose fault that is,
 *     before it is taken to refuse the records of a table
 */
public record DestinationConfig(
    String name,
    String topic,
    boolean transmissionEnabled,
    Start start,
    Publish publish,
    DeliveryConfig delivery,
    LwtWritetime lwtWritetime,
    Envelope envelope,
    ConverterConfig keyConverter,
    ConverterConfig valueConverter,
    Duration converterPatience,
    KafkaProperties kafka) {
  static final boolean DEFAULT_TRANSMISSION_ENABLED = true;
  static final Start DEFAULT_START = Start.OLDEST;
  static final Publish DEFAULT_PUBLISH = Publish.CONFIRMED;
  static final LwtWritetime DEFAULT_LWT_WRITETIME = LwtWritetime.PROPOSED;
  static final Envelope DEFAULT_ENVELOPE = Envelope.FLAT;
  static final Duration DEFAULT_CONVERTER_PATIENCE = Duration.ofHours(1);
  static final Duration MAX_CONVERTER_PATIENCE = Duration.ofDays(365);

  /** The one topic that all records go to; empty if that depends on the change. */
  public Optional<String> fixedTopic() {
    return topic.contains("${") ? Optional.empty() : Optional.of(topic);
  }
}
