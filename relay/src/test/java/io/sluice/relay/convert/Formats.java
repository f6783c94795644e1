package io.sluice.relay.convert;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/** Converters for tests. */
final class Formats {
  private Formats() {}

  /** JSON without schemas, the default. */
  static ConnectFormat plain(boolean key) {
    return json(key, Map.of("schemas.enable", "false"));
  }

  /** JSON with schemas. */
  static ConnectFormat withSchemas(boolean key) {
    return json(key, Map.of("schemas.enable", "true"));
  }

  private static ConnectFormat json(boolean key, Map<String, String> properties) {
    JsonConverter converter = new JsonConverter();
    converter.configure(properties, key);
    return ConnectFormat.of("fake", converter, properties, Duration.ZERO);
  }

  /** Takes Structs, and writes them as JSON without the schema, nulls included. */
  static ConnectFormat structs() {
    JsonConverter json = new JsonConverter();
    json.configure(Map.of("schemas.enable", "false"), false);
    return ConnectFormat.of(
        "fake",
        new FakeConverter() {
          @Override
          public byte[] fromConnectData(String topic, Schema schema, Object value) {
            return json.fromConnectData(topic, schema, value);
          }
        },
        Map.of(),
        Duration.ZERO);
  }

  static String json(ConnectFormat format, Schema schema, Object value) {
    byte[] bytes = format.serialize("topic", schema, value);
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** A converter that is not JsonConverter. */
  abstract static class FakeConverter implements Converter {
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
      throw new UnsupportedOperationException();
    }
  }
}
