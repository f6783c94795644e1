package io.sluice.relay.plugin;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/**
 * A plugin's converter, called as Kafka Connect would: with the plugin's class loader as that of
 * the thread, where Avro, registry clients and ServiceLoader look for what is theirs.
 */
final class PluginConverter implements Converter {
  private final Converter converter;
  private final ClassLoader loader;

  PluginConverter(Converter converter) {
    this.converter = converter;
    loader = converter.getClass().getClassLoader();
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    ContextClassLoader.call(
        loader,
        () -> {
          converter.configure(configs, isKey);
          return null;
        });
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    return ContextClassLoader.call(loader, () -> converter.fromConnectData(topic, schema, value));
  }

  @Override
  public byte[] fromConnectData(String topic, Headers headers, Schema schema, Object value) {
    return ContextClassLoader.call(
        loader, () -> converter.fromConnectData(topic, headers, schema, value));
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    return ContextClassLoader.call(loader, () -> converter.toConnectData(topic, value));
  }

  @Override
  public void close() throws IOException {
    ContextClassLoader.call(
        loader,
        () -> {
          converter.close();
          return null;
        });
  }
}
