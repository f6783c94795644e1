package io.sluice.relay.config;

import io.sluice.relay.convert.ChangeEnvelope;
import io.sluice.relay.convert.ConnectFormat;
import io.sluice.relay.convert.DebeziumEnvelope;
import io.sluice.relay.convert.FlatEnvelope;
import io.sluice.relay.convert.ProtobufEnvelope;
import java.io.IOException;
import org.apache.kafka.connect.storage.Converter;

/** A destination's envelope, with converters of its own, as configured. For one thread. */
public final class ConfiguredEnvelope implements AutoCloseable {
  private final Converter keyConverter;
  private final Converter valueConverter;
  private final io.sluice.relay.convert.Envelope envelope;

  /**
   * Makes the converters.
   *
   * @throws RuntimeException whatever a converter throws
   */
  public ConfiguredEnvelope(DestinationConfig destination) throws ReflectiveOperationException {
    keyConverter = destination.keyConverter().create(true);
    valueConverter = destination.valueConverter().create(false);
    envelope =
        envelope(
            destination,
            format(keyConverter, destination.keyConverter(), destination),
            format(valueConverter, destination.valueConverter(), destination));
  }

  private static ConnectFormat format(
      Converter converter, ConverterConfig config, DestinationConfig destination) {
    return ConnectFormat.of(
        config.type().getName(), converter, config.properties(), destination.converterPatience());
  }

  private static io.sluice.relay.convert.Envelope envelope(
      DestinationConfig destination, ConnectFormat key, ConnectFormat value) {
    return switch (destination.envelope()) {
      case FLAT -> new FlatEnvelope(key, value);
      case CHANGE -> new ChangeEnvelope(key, value);
      case PROTOBUF -> new ProtobufEnvelope();
      case DEBEZIUM -> new DebeziumEnvelope(destination.name(), key, value);
    };
  }

  /** To be used until this is closed. */
  public io.sluice.relay.convert.Envelope envelope() {
    return envelope;
  }

  @Override
  public void close() throws IOException {
    try (keyConverter;
        valueConverter) {
      // Both are closed, whatever the first one throws.
    }
  }
}
