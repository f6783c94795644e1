package io.sluice.relay.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One Kafka target.
 *
 * @param name unique; also names its files
 * @param topic a name, or a template with {@code ${keyspace}} and the like
 * @param transmissionEnabled whether it is sent to; if not, its changes are kept
 * @param converterPatience how long a converter may fail, without telling whose fault that is,
 *     before it is taken to refuse the records of a table
 * @param haltAfter how many records of a topic, or table, become dead letters in a row, with none
 *     accepted in between, before the destination stands still instead
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
    int haltAfter,
    KafkaProperties kafka) {
  /** What a destination may be called. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  static final boolean DEFAULT_TRANSMISSION_ENABLED = true;
  static final Start DEFAULT_START = Start.OLDEST;
  static final Publish DEFAULT_PUBLISH = Publish.CONFIRMED;
  static final LwtWritetime DEFAULT_LWT_WRITETIME = LwtWritetime.PROPOSED;
  static final Envelope DEFAULT_ENVELOPE = Envelope.FLAT;
  static final Duration DEFAULT_CONVERTER_PATIENCE = Duration.ofHours(1);
  static final Duration MAX_CONVERTER_PATIENCE = Duration.ofDays(365);
  static final int DEFAULT_HALT_AFTER = 100;

  /** This one, sent to or not. */
  public DestinationConfig withTransmission(boolean enabled) {
    return new DestinationConfig(
        name,
        topic,
        enabled,
        start,
        publish,
        delivery,
        lwtWritetime,
        envelope,
        keyConverter,
        valueConverter,
        converterPatience,
        haltAfter,
        kafka);
  }

  /** The one topic that all records go to; empty if that depends on the change. */
  public Optional<String> fixedTopic() {
    return topic.contains("${") ? Optional.empty() : Optional.of(topic);
  }
}
